package dev.spoor.codec.dialect;

import dev.spoor.codec.RunJson;
import dev.spoor.codec.otlp.OtlpLog;
import dev.spoor.json.Json;
import dev.spoor.model.Fields;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanDraft.Laying;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The turn of a coding agent that one log record belongs to: the run and the span that the record
 * carries, else those derived from session and turn.
 *
 * @param log the record
 * @param attributes its attributes
 * @param key what the run is to the agent; null when the record does not say
 * @param traceId the run
 * @param root the span of the turn itself
 * @param title what the turn is called as long as nobody asked anything
 * @param batch what the record tells goes there
 */
record AgentTurn(
    OtlpLog log,
    Attributes attributes,
    @Nullable TurnKey key,
    TraceId traceId,
    SpanId root,
    String title,
    LogBatch batch) {

  /**
   * The turn of a record; null when it names neither run nor session.
   *
   * @param key what the record calls its turn; null when it names no session
   */
  static @Nullable AgentTurn of(
      OtlpLog log, Attributes attributes, @Nullable TurnKey key, String title, LogBatch batch) {
    TraceId carried = log.traceId();
    TraceId derived = key == null ? null : key.traceId();
    TraceId traceId = carried == null ? derived : carried;
    if (traceId == null) {
      return null;
    }
    SpanId span = carried == null ? null : log.spanId();
    SpanId root = span == null ? RunJson.rootOf(traceId) : span;
    return new AgentTurn(log, attributes, key, traceId, root, title, batch);
  }

  /** Says that the record belongs here, and hears of the turn's own span. */
  void open() {
    RunReading run = batch.run(traceId, log, attributes);
    if (key != null && (key.turn() != null || log.traceId() == null)) {
      run.turn(key);
    }
    if (log.traceId() == null) {
      run.root(root);
    }
    batch.hear(traceId, root, SpanKind.AGENT, title, log.at());
  }

  /** The span that something in this turn is called by. */
  SpanId span(String id) {
    return SpanId.derived(traceId, id);
  }

  /** When something ended now that took so many milliseconds. */
  Instant started(@Nullable BigDecimal milliseconds) {
    Duration duration = SpanReading.duration(milliseconds);
    Instant start = duration == null ? log.at() : log.at().minus(duration);
    return start.isBefore(Instant.EPOCH) ? log.at() : start;
  }

  /** A reading of the record as a span of this kind that ended with it. */
  SpanReading reading(SpanKind kind, String duration) {
    return new SpanReading(
        log.origin(), log.eventName(), started(attributes.decimal(duration)), attributes, kind);
  }

  /** Tells of a step of the turn that ended with the record. */
  void ended(SpanId spanId, SpanReading reading) {
    Fields.Builder fields = reading.fields().toBuilder();
    fields
        .set(SpanField.KIND, reading.kind())
        .set(SpanField.PARENT, root)
        .set(SpanField.STARTED_AT, reading.start())
        .set(SpanField.ENDED_AT, log.at())
        .set(SpanField.ATTRIBUTES, Json.text(Documents.members(attributes.rest(), 2)));
    batch.add(new SpanDraft(traceId, spanId, fields.build()).laid(Laying.BESIDE));
  }

  /** Tells more of a span that may have told of itself. */
  void tell(SpanId spanId, Fields fields) {
    batch.add(new SpanDraft(traceId, spanId, fields).laid(Laying.BESIDE));
  }

  /** Keeps the record as an event of the turn. */
  void event() {
    batch.event(log, attributes, traceId, root);
  }
}
