package dev.spoor.codec.dialect;

import dev.spoor.codec.otlp.OtlpSpan;
import dev.spoor.model.Fields;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanDraft.Laying;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a call of a tool went in Claude Code: the call's own span does not say it, those of its
 * execution and of the question to the user do.
 */
final class ClaudeOutcome {
  private ClaudeOutcome() {}

  /** What the span tells of its parent; nothing for spans that tell of themselves. */
  static List<SpanDraft> of(SpanMapping mapping) {
    OtlpSpan span = mapping.span();
    SpanId call = span.parent();
    Fields outcome = outcome(mapping);
    if (call == null || outcome == null) {
      return List.of();
    }
    Instant end = span.end() == null ? span.start() : span.end();
    Fields least =
        Fields.builder()
            .set(SpanField.KIND, SpanKind.TOOL)
            .set(SpanField.NAME, "tool")
            .set(SpanField.STATUS, SpanStatus.OK)
            .set(SpanField.STARTED_AT, span.start())
            .set(SpanField.ENDED_AT, end)
            .set(SpanField.TOOL_CALL_ID, mapping.attributes().word("tool_use_id"))
            .build();
    return List.of(
        new SpanDraft(span.traceId(), call, least).laid(Laying.UNDER),
        new SpanDraft(span.traceId(), call, outcome).laid(Laying.BESIDE));
  }

  private static @Nullable Fields outcome(SpanMapping mapping) {
    Attributes attributes = mapping.attributes();
    return switch (ClaudeCode.type(mapping.span().name(), attributes)) {
      case "tool.execution" -> failure(mapping);
      case "tool.blocked_on_user" ->
          "reject".equals(attributes.text("decision"))
              ? Fields.builder().set(SpanField.STATUS, SpanStatus.CANCELLED).build()
              : null;
      default -> null;
    };
  }

  private static @Nullable Fields failure(SpanMapping mapping) {
    SpanReading reading =
        new SpanReading(
            mapping.span().origin(),
            mapping.span().name(),
            mapping.span().start(),
            mapping.attributes(),
            SpanKind.TOOL);
    ClaudeCode.outcome(reading, mapping.attributes());
    return reading.fields().get(SpanField.STATUS) == SpanStatus.ERROR ? reading.fields() : null;
  }
}
