package dev.spoor.codec;

import dev.spoor.json.JsonObject;
import dev.spoor.model.Payload;
import dev.spoor.model.Span;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much of a payload an answer carries. One of more bytes is shown as {@code {"truncated": true,
 * "bytes": <all of them>, "form": "text|json|base64", "text": "<the beginning>", "url": "<the
 * rest>"}}, whatever it was, and one that was pruned as {@code {"pruned": true, "bytes": <what it
 * had>}}; {@code url} is the contract's {@code /api/spans/{trace}/{span}/{input|output}}.
 *
 * @param mostBytes the largest payload that comes whole
 * @param shownBytes of a larger one, how much
 * @param urlPrefix what stands before the path, for example {@code http://127.0.0.1:4319}; may be
 *     empty
 */
public record PayloadCut(int mostBytes, int shownBytes, String urlPrefix) {
  /** Payloads come whole. */
  public static final PayloadCut NONE = new PayloadCut(Integer.MAX_VALUE, 0, "");

  public PayloadCut {
    if (mostBytes < 0 || shownBytes < 0 || shownBytes > mostBytes) {
      throw new IllegalArgumentException("shownBytes must be from 0 to mostBytes");
    }
  }

  /**
   * Adds a span's payload under its name, if there is one.
   *
   * @param payload null when there is none, or it was pruned
   * @param bytes its size as it was written; -1 when there was none
   */
  void put(
      JsonObject.Builder object, Span span, String name, @Nullable Payload payload, long bytes) {
    if (payload == null) {
      if (bytes >= 0) {
        object.put(name, pruned(bytes));
      }
      return;
    }
    // As many bytes as characters at least, and at most three times as many.
    boolean whole =
        payload.text().length() <= mostBytes / 3
            || (payload.text().length() <= mostBytes && payload.bytes().length <= mostBytes);
    object.put(name, whole ? PayloadJson.json(payload) : beginning(span, name, payload, bytes));
  }

  private static JsonObject pruned(long bytes) {
    return JsonObject.builder().put("pruned", true).put("bytes", bytes).build();
  }

  private JsonObject beginning(Span span, String name, Payload payload, long bytes) {
    return JsonObject.builder()
        .put("truncated", true)
        .put("bytes", bytes)
        .put("form", payload.form().name().toLowerCase(Locale.ROOT))
        .put("text", beginning(payload.text()))
        .put("url", urlPrefix + "/api/spans/" + span.traceId() + "/" + span.spanId() + "/" + name)
        .build();
  }

  private String beginning(String text) {
    int bytes = 0;
    int end = 0;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      bytes += bytesOf(codePoint);
      if (bytes > shownBytes) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return text.substring(0, end);
  }

  private static int bytesOf(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    } else if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }
}
