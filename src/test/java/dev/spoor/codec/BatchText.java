package dev.spoor.codec;

import dev.spoor.model.Batch;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.Payload;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;
import java.util.zip.CRC32;

/** A batch as text to compare: one line a span, payloads by size and checksum. */
public final class BatchText {
  private BatchText() {}

  public static String of(Batch batch) {
    StringBuilder text = new StringBuilder();
    batch
        .runs()
        .forEach(
            run ->
                text.append("run ")
                    .append(run.traceId())
                    .append(words(run.fields(), RunField.ALL))
                    .append('\n'));
    Instant start =
        batch.spans().stream()
            .map(span -> span.fields().get(SpanField.STARTED_AT, Instant.MAX))
            .min(Instant::compareTo)
            .orElseThrow();
    text.append("from ").append(start).append('\n');
    batch.spans().forEach(span -> text.append(line(span, start)).append('\n'));
    return text.toString();
  }

  private static String line(SpanDraft span, Instant start) {
    Fields fields = span.fields();
    StringJoiner line = new StringJoiner(" ");
    line.add(span.spanId().hex());
    line.add(fields.get(SpanField.KIND).word());
    line.add(fields.get(SpanField.STATUS).word());
    line.add(
        milliseconds(start, fields.get(SpanField.STARTED_AT))
            + ".."
            + (fields.has(SpanField.ENDED_AT)
                ? milliseconds(start, fields.get(SpanField.ENDED_AT))
                : ""));
    line.add('"' + fields.get(SpanField.NAME) + '"');
    add(line, "in", payload(fields.get(SpanField.INPUT)));
    add(line, "out", payload(fields.get(SpanField.OUTPUT)));
    Usage usage = fields.get(SpanField.USAGE);
    add(line, "usage", usage == null ? null : UsageJson.json(usage).write());
    add(line, "model", fields.get(SpanField.MODEL));
    add(line, "finish", fields.get(SpanField.FINISH_REASON));
    add(line, "call", fields.get(SpanField.TOOL_CALL_ID));
    add(line, "error", fields.has(SpanField.ERROR) ? fields.get(SpanField.ERROR).message() : null);
    add(line, "attempt", fields.has(SpanField.ATTEMPT) ? "" + fields.get(SpanField.ATTEMPT) : null);
    add(line, "events", fields.has(SpanField.EVENTS) ? "" + fields.get(SpanField.EVENTS) : null);
    add(line, "attributes", attributes(fields));
    return line.toString().replace("\n", "\\n");
  }

  private static String words(Fields fields, Iterable<Field<?>> all) {
    StringJoiner words = new StringJoiner(" ", " ", "");
    all.forEach(
        field -> add(words, field.name(), fields.has(field) ? "" + fields.get(field) : null));
    return words.toString();
  }

  private static void add(StringJoiner line, String name, String value) {
    if (value != null) {
      line.add(name + "=" + value);
    }
  }

  private static long milliseconds(Instant start, Instant time) {
    return Duration.between(start, time).toMillis();
  }

  private static String payload(Payload payload) {
    return payload == null ? null : payload.form() + ":" + checksum(payload.text());
  }

  private static String attributes(Fields fields) {
    return fields.has(SpanField.ATTRIBUTES)
        ? checksum(fields.get(SpanField.ATTRIBUTES).text())
        : null;
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(Payload.text(text).bytes());
    return text.length() + "#" + Long.toHexString(crc.getValue());
  }
}
