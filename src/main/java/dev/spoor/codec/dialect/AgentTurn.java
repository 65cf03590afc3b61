package dev.spoor.codec.dialect;

import dev.spoor.codec.RunJson;
import dev.spoor.codec.otlp.OtlpLog;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.model.Fields;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanDraft.Laying;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import dev.spoor.model.Usage;
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
    return of(log, attributes, key, key == null ? null : key.traceId(), title, batch);
  }

  /**
   * The turn of a record whose program calls its turns otherwise elsewhere.
   *
   * @param key the session, whose turns other sources know by other names
   * @param derived the run of a record that carries none
   */
  static @Nullable AgentTurn of(
      OtlpLog log,
      Attributes attributes,
      @Nullable TurnKey key,
      @Nullable TraceId derived,
      String title,
      LogBatch batch) {
    TraceId carried = log.traceId();
    TraceId traceId = carried == null ? derived : carried;
    if (traceId == null) {
      return null;
    }
    SpanId span = carried == null ? null : log.spanId();
    SpanId root = span == null ? RunJson.rootOf(traceId) : span;
    return new AgentTurn(log, attributes, key, traceId, root, title, batch);
  }

  /**
   * The turn of a record whose program carries out a turn in traces of which none is the turn
   * itself: it is that of its prompt, and a trace that the record carries may be a part of it.
   *
   * @param key the session, whose turns other sources know by other names
   * @param prompt the run that the prompt began
   */
  static AgentTurn ofPrompt(
      OtlpLog log,
      Attributes attributes,
      TurnKey key,
      TraceId prompt,
      String title,
      LogBatch batch) {
    return new AgentTurn(log, attributes, key, prompt, RunJson.rootOf(prompt), title, batch);
  }

  /** Says that the trace which the record carries is a part of this turn. */
  void claimTrace() {
    TraceId carried = log.traceId();
    if (carried != null && !carried.equals(traceId)) {
      batch.run(traceId, log, attributes).alias(carried);
    }
  }

  /** Whether the record says itself in which run it is. */
  boolean isInItsTrace() {
    return traceId.equals(log.traceId());
  }

  /** Says that the record belongs here, and hears of the turn's own span. */
  void open() {
    RunReading run = batch.run(traceId, log, attributes);
    if (key != null) {
      run.turn(key);
    }
    if (!isInItsTrace()) {
      run.root(root);
    }
    batch.hear(traceId, root, SpanKind.AGENT, title, log.at());
  }

  /** The span that something in this turn is called by. */
  SpanId span(String id) {
    return SpanId.derived(traceId, id);
  }

  /**
   * The span of a call of the model that has no id: in a trace by what it took, as its own span
   * there tells it too, else by what tells the record from others when it is sent twice.
   */
  SpanId call(SpanReading reading) {
    Usage usage = reading.fields().get(SpanField.USAGE);
    if (isInItsTrace() && usage != null) {
      return span("usage " + usage.inAndOut());
    }
    String at = attributes.word("event.timestamp");
    return span(log.eventName() + "\n" + (at == null ? log.at() : at));
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
    ended(spanId, reading, null);
  }

  /**
   * Tells of a step that ended with the record.
   *
   * @param namedBy by what it is known to other sources, which share no id with this one
   */
  void ended(SpanId spanId, SpanReading reading, @Nullable String namedBy) {
    Fields.Builder fields = reading.fields().toBuilder();
    JsonObject.Builder rest = JsonObject.builder();
    Documents.members(attributes.rest(), 2).members().forEach(rest::put);
    fields
        .set(SpanField.KIND, reading.kind())
        .set(SpanField.PARENT, root)
        .set(SpanField.STARTED_AT, reading.start())
        .set(SpanField.ENDED_AT, log.at())
        .set(SpanField.ATTRIBUTES, Json.text(rest.put("spoor.named_by", namedBy).build()));
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
