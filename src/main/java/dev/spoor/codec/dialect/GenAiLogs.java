package dev.spoor.codec.dialect;

import dev.spoor.codec.Limits;
import dev.spoor.codec.otlp.OtlpLog;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Fields;
import dev.spoor.model.Score;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanDraft.Laying;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Log events of OpenTelemetry's GenAI conventions, and any other record of a span. They tell more
 * of a span that tells of itself, so what they say lies beside it. Not thread-safe.
 */
final class GenAiLogs {
  static final String DETAILS = "gen_ai.client.inference.operation.details";

  private final LogBatch batch;
  private final Map<Called, Said> messages = new LinkedHashMap<>();

  private record Called(TraceId traceId, SpanId spanId) {}

  private record Said(OtlpLog first, OldMessages messages) {}

  GenAiLogs(LogBatch batch) {
    this.batch = batch;
  }

  /**
   * Reads a record.
   *
   * @return whether it could be placed in a run
   */
  boolean read(OtlpLog log) {
    TraceId traceId = log.traceId();
    if (traceId == null) {
      return false;
    }
    Attributes attributes = new Attributes(Redacted.leftOut(log.attributes()));
    SpanId spanId = log.spanId();
    String event = log.eventName();
    if (event.equals(ToldScores.EVENT) && score(log, attributes, traceId)) {
      return true;
    } else if (spanId == null) {
      return false;
    }
    batch.run(traceId, log, attributes);
    if (event.equals(DETAILS)) {
      details(log, attributes, traceId, spanId);
    } else if (OldMessages.isMessage(event)) {
      message(log, attributes, traceId, spanId);
    } else if (attributes.hasAny("exception.type", "exception.message")) {
      exception(log, attributes, traceId, spanId);
    } else {
      batch.hear(traceId, spanId, SpanKind.INTERNAL, name(log), log.at());
      batch.event(log, attributes, traceId, spanId);
    }
    return true;
  }

  private static String name(OtlpLog log) {
    return Texts.title(log.origin().scopeName(), "span");
  }

  /** The same attributes as the call's span has. */
  private void details(OtlpLog log, Attributes attributes, TraceId traceId, SpanId spanId) {
    String operation = attributes.text("gen_ai.operation.name");
    String model = attributes.text("gen_ai.request.model");
    String name = (operation == null ? "chat" : operation) + (model == null ? "" : " " + model);
    SpanReading span = new SpanReading(log.origin(), name, log.at(), attributes);
    SpanKind kind = span.kind() == SpanKind.INTERNAL ? SpanKind.LLM : span.kind();
    span = new SpanReading(log.origin(), name, log.at(), attributes, kind);
    if (Gemini.isSender(log.origin())) {
      // The CLI tells the same call in its own words, which count it.
      span.request(
          attributes.document("gen_ai.system_instructions"),
          attributes.document("gen_ai.input.messages"),
          attributes.document("gen_ai.tool.definitions"));
      span.document(SpanField.OUTPUT, "gen_ai.output.messages");
    } else {
      GenAi.read(span);
    }
    batch.hear(traceId, spanId, kind, Texts.cut(name, Limits.NAME), log.at());
    batch.add(
        new SpanDraft(traceId, spanId, SpanMapping.models(span.fields())).laid(Laying.BESIDE));
    batch.event(log, attributes, traceId, spanId);
  }

  /** A message of those of a span; all that one batch brings become input and output. */
  private void message(OtlpLog log, Attributes attributes, TraceId traceId, SpanId spanId) {
    JsonObject.Builder said = JsonObject.builder();
    attributes.members().forEach(said::put);
    JsonValue body = Documents.of(log.body());
    if (body instanceof JsonObject object) {
      object.members().forEach(said::put);
    } else {
      said.put("content", body);
    }
    messages
        .computeIfAbsent(new Called(traceId, spanId), call -> new Said(log, new OldMessages()))
        .messages()
        .add(log.eventName(), said.build());
  }

  private void exception(OtlpLog log, Attributes attributes, TraceId traceId, SpanId spanId) {
    batch.hear(traceId, spanId, SpanKind.INTERNAL, name(log), log.at());
    Fields failed =
        Fields.builder()
            .set(SpanField.STATUS, SpanStatus.ERROR)
            .set(
                SpanField.ERROR,
                Errors.of(
                    attributes.text("exception.type"),
                    attributes.text("exception.message"),
                    attributes.text("exception.stacktrace")))
            .build();
    batch.add(new SpanDraft(traceId, spanId, failed).laid(Laying.BESIDE));
    batch.event(log, attributes, traceId, spanId);
  }

  /** A score may come before anything else of its run, which is then begun by it. */
  private boolean score(OtlpLog log, Attributes attributes, TraceId traceId) {
    SpanId spanId = log.spanId();
    Score score = ToldScores.ofEvent(traceId, spanId, attributes, log.at());
    if (score == null) {
      return false;
    }
    batch.run(traceId, log, new Attributes(JsonObject.EMPTY));
    if (spanId != null) {
      batch.mention(traceId, spanId, SpanKind.INTERNAL, name(log), log.at());
    }
    batch.add(score);
    return true;
  }

  /** Tells the messages, when all records were read. */
  void finish() {
    messages.forEach(
        (call, said) -> {
          SpanReading span =
              new SpanReading(
                  said.first().origin(),
                  "chat",
                  said.first().at(),
                  new Attributes(JsonObject.EMPTY),
                  SpanKind.LLM);
          said.messages().read(span);
          batch.hear(call.traceId(), call.spanId(), SpanKind.LLM, "chat", said.first().at());
          batch.add(
              new SpanDraft(call.traceId(), call.spanId(), span.fields()).laid(Laying.BESIDE));
        });
  }
}
