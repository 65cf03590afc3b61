package dev.spoor.mcp;

import dev.spoor.codec.Times;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.model.Span;
import dev.spoor.model.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A span among others: what it is and what it took, without its texts. */
final class SpanRow {
  private SpanRow() {}

  /** What there is to say; what is absent is left out. */
  static JsonObject.Builder json(Span span) {
    JsonObject.Builder row =
        JsonObject.builder()
            .put("span_id", span.spanId().hex())
            .put("kind", span.kind().word())
            .put("name", AnswerSize.label(span.name()))
            .put("status", span.status().word());
    Duration duration = span.duration();
    row.put("duration_ms", duration == null ? null : Times.json(duration));
    label(row, "tool_name", span.toolName());
    label(row, "model", span.model());
    Usage usage = span.usage();
    row.put("total_tokens", usage == null ? null : JsonNumber.of(usage.totalTokens()));
    if (span.cost() != null && span.cost().amount() != null) {
      row.put("cost_usd", JsonNumber.of(span.cost().amount().dollars()));
    }
    bytes(row, "input_bytes", span.inputBytes());
    bytes(row, "output_bytes", span.outputBytes());
    return row;
  }

  /** For example {@code tool error pytest, 5.2 s}. */
  static String text(Span span) {
    Duration duration = span.duration();
    return span.kind().word()
        + " "
        + span.status().word()
        + " "
        + AnswerSize.label(span.name())
        + (duration == null ? "" : ", " + RunLine.duration(duration))
        + " ["
        + span.spanId()
        + "]";
  }

  private static void label(JsonObject.Builder row, String name, @Nullable String text) {
    row.put(name, text == null ? null : AnswerSize.label(text));
  }

  private static void bytes(JsonObject.Builder row, String name, long bytes) {
    if (bytes >= 0) {
      row.put(name, bytes);
    }
  }
}
