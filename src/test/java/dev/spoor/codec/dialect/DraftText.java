package dev.spoor.codec.dialect;

import dev.spoor.codec.PayloadJson;
import dev.spoor.codec.UsageJson;
import dev.spoor.json.Json;
import dev.spoor.model.Batch;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Usage;
import java.util.List;

/** Drafts as text to compare, each field in a line of its own. */
final class DraftText {
  private DraftText() {}

  static String of(Batch batch) {
    StringBuilder text = new StringBuilder();
    batch
        .runs()
        .forEach(
            run -> {
              text.append("run ").append(run.traceId()).append(" root ").append(run.rootSpanId());
              text.append(" turn ").append(run.turn()).append('\n');
              lines(text, run.fields(), RunField.ALL);
            });
    batch
        .spans()
        .forEach(
            span -> {
              text.append("span ").append(span.traceId()).append(' ').append(span.spanId());
              text.append(' ').append(span.laying()).append('\n');
              lines(text, span.fields(), SpanField.ALL);
            });
    batch.scores().forEach(score -> text.append(score).append('\n'));
    return text.toString();
  }

  private static void lines(StringBuilder text, Fields fields, List<Field<?>> all) {
    for (Field<?> field : all) {
      Object value = fields.get(field);
      if (value != null) {
        text.append("  ").append(field.name()).append(' ').append(words(value)).append('\n');
      }
    }
  }

  private static String words(Object value) {
    if (value instanceof Payload payload) {
      return payload.form() + " " + PayloadJson.json(payload).write();
    } else if (value instanceof Usage usage) {
      return UsageJson.json(usage).write();
    } else if (value instanceof JsonText json) {
      return Json.trusted(json).write();
    } else if (value instanceof SpanKind kind) {
      return kind.word();
    } else if (value instanceof SpanStatus status) {
      return status.word();
    }
    return value.toString().replace("\n", "\\n");
  }
}
