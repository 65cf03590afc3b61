package dev.spoor.store.upkeep;

import dev.spoor.model.Payload;
import dev.spoor.model.SpanKind;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Kinds of inputs and outputs, in the order in which people miss them least. */
public enum PayloadKind {
  /** An input or output of a tool that carries a picture. */
  IMAGE,
  /** An output of a tool of {@link #LARGE_BYTES} or more. */
  LARGE_TOOL_OUTPUT,
  /** Another output of a tool. */
  TOOL_OUTPUT,
  /** Another input of a tool. */
  TOOL_INPUT,
  /** The input of a model. */
  LLM_INPUT,
  /** The answer of a model. */
  LLM_OUTPUT,
  /** Of any other span. */
  OTHER;

  /** From this size on an output is large. */
  public static final long LARGE_BYTES = 64 << 10;

  /** No picture is smaller. */
  private static final long SMALLEST_IMAGE_BYTES = 1 << 10;

  /** For example {@code large tool output}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** For example {@code large_tool_output}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What a payload is.
   *
   * @param span of what kind of span; null when the span is gone
   * @param isInput else it is an output
   * @param bytes its size
   * @param whole reads it, when that is needed to tell; null when it cannot be read
   */
  public static PayloadKind of(
      @Nullable SpanKind span, boolean isInput, long bytes, Supplier<@Nullable Payload> whole) {
    if (span == null) {
      return OTHER;
    } else if (span == SpanKind.LLM) {
      return isInput ? LLM_INPUT : LLM_OUTPUT;
    } else if (!span.callsTool()) {
      return OTHER;
    }
    if (bytes >= SMALLEST_IMAGE_BYTES) {
      Payload payload = whole.get();
      if (payload != null && hasImage(payload)) {
        return IMAGE;
      }
    }
    if (isInput) {
      return TOOL_INPUT;
    }
    return bytes >= LARGE_BYTES ? LARGE_TOOL_OUTPUT : TOOL_OUTPUT;
  }

  /** By the media type that tools and models write beside the picture, or raw bytes as base64. */
  private static boolean hasImage(Payload payload) {
    String text = payload.text();
    return text.contains("\"image/")
        || text.contains("data:image/")
        || (payload.form() == Payload.Form.BASE64
            && (text.startsWith("iVBORw0KGgo") || text.startsWith("/9j/")));
  }
}
