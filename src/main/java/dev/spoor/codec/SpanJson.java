package dev.spoor.codec;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.model.BadInput;
import dev.spoor.model.Fields;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A span as our own JSON has it (contract, section 1), in. Every field may be missing, which leaves
 * what is stored, or null, which clears it; null for what every span has (kind, name, status,
 * start) says nothing. What a read answers beside, such as {@code cost_status}, may be sent back
 * and is not read.
 */
public final class SpanJson {
  /** The words of {@code status}, as errors list them. */
  static final List<String> STATUSES =
      Arrays.stream(SpanStatus.values()).map(SpanStatus::word).toList();

  /** What a read answers beside what can be said. */
  private static final List<String> ANSWERED =
      List.of("trace_id", "span_id", "run_id", "cost_detail", "redactions", "url");

  /** The same, where an export repeats three counters of the usage. */
  private static final List<String> ANSWERED_AND_FLAT =
      Stream.concat(
              ANSWERED.stream(), Stream.of("input_tokens", "output_tokens", "cached_input_tokens"))
          .toList();

  private static final String ATTRIBUTE_OF_UNKNOWN_KIND = "spoor.kind";
  private static final List<String> KINDS =
      Arrays.stream(SpanKind.values()).map(SpanKind::word).toList();
  private static final int MOST_ATTEMPTS = 1_000_000;
  private static final int HOTTEST = 100;
  private static final String AN_ERROR = "{\"message\": \"exit code 1\"}";
  private static final String AN_OBJECT = "{\"branch\": \"main\"}";

  private SpanJson() {}

  /**
   * Reads a span with its ids. Whether name and kind are required is the caller's to say, who knows
   * if the span is new.
   *
   * @param span its arguments; the caller calls their {@code finish} after the last getter
   * @param traceId the run it belongs to; {@code trace_id} among the arguments is not read
   * @param ids for a span without {@code span_id}
   */
  public static SpanDraft draft(Arguments span, TraceId traceId, NewIds ids) {
    SpanId sent = span.spanId("span_id").value();
    Fields.Builder fields = Fields.builder();
    span.spanId("parent_span_id").into(fields, SpanField.PARENT);
    read(span, fields);
    return new SpanDraft(traceId, sent == null ? ids.spanId() : sent, fields.build());
  }

  /** What a span that is not stored yet has to say and does not; null when it says all. */
  public static @Nullable BadInput missingOfNew(SpanDraft draft) {
    if (!draft.fields().has(SpanField.NAME)) {
      return BadInput.of("name", "is required for a new span").example("\"name\": \"pytest\"");
    } else if (!draft.fields().has(SpanField.KIND)) {
      return BadInput.of("kind", "is required for a new span").example("\"kind\": \"tool\"");
    }
    return null;
  }

  /** Reads everything but the ids. */
  static void read(Arguments span, Fields.Builder fields) {
    boolean counted = span.json().get("usage") != null;
    span.ignore(counted ? ANSWERED_AND_FLAT : ANSWERED);
    @Nullable SpanKind kind = kindAndAttributes(span, fields);
    span.text("name", Limits.NAME, "run the tests").intoAlways(fields, SpanField.NAME);
    outcome(span, fields);
    span.objects("events", "[{\"name\": \"retry\", \"at\": \"2026-04-01T13:58:39Z\"}]")
        .map(Json::text)
        .into(fields, SpanField.EVENTS);
    span.objects("links", "[{\"trace_id\": \"0af7651916cd43dd8448eb211c80319c\"}]")
        .map(Json::text)
        .into(fields, SpanField.LINKS);
    span.text("agent", Limits.WORD, "claude-code").into(fields, SpanField.AGENT);
    model(span, fields);
    money(span, fields, kind);
    span.text("tool_name", Limits.WORD, "Bash").into(fields, SpanField.TOOL_NAME);
    span.text("tool_call_id", Limits.WORD, "toolu_01A").into(fields, SpanField.TOOL_CALL_ID);
    span.whole("attempt", 1, MOST_ATTEMPTS, 2).into(fields, SpanField.ATTEMPT);
  }

  /** Status, times, payloads and error: what a run's root has as well. */
  static void outcome(Arguments span, Fields.Builder fields) {
    span.word("status", SpanStatus::parse, STATUSES).intoAlways(fields, SpanField.STATUS);
    span.time("started_at").intoAlways(fields, SpanField.STARTED_AT);
    span.time("ended_at").into(fields, SpanField.ENDED_AT);
    span.milliseconds("duration_ms").into(fields, SpanField.DURATION);
    span.payload("input").into(fields, SpanField.INPUT);
    span.payload("output").into(fields, SpanField.OUTPUT);
    error(span).into(fields, SpanField.ERROR);
  }

  /** The status of that word, unless it is the one of a run that has not ended. */
  static Optional<SpanStatus> endStatus(String word) {
    return SpanStatus.parse(word).filter(status -> status != SpanStatus.RUNNING);
  }

  private static @Nullable SpanKind kindAndAttributes(Arguments span, Fields.Builder fields) {
    Argument<JsonObject> attributes = span.object("attributes", AN_OBJECT);
    Argument<String> kind = span.text("kind", Limits.WORD, "llm");
    String word = kind.value();
    if (word == null) {
      attributes.map(Json::text).into(fields, SpanField.ATTRIBUTES);
      return null;
    }
    SpanKind known = SpanKind.parse(word.toLowerCase(Locale.ROOT)).orElse(null);
    fields.set(SpanField.KIND, known == null ? SpanKind.INTERNAL : known);
    if (known != null) {
      attributes.map(Json::text).into(fields, SpanField.ATTRIBUTES);
    } else {
      JsonObject.Builder more = JsonObject.builder();
      attributes.or(JsonObject.EMPTY).members().forEach(more::put);
      more.put(ATTRIBUTE_OF_UNKNOWN_KIND, word);
      fields.set(SpanField.ATTRIBUTES, Json.text(more.build()));
      span.warnings()
          .add(
              kind.path()
                  + " is none of ours, so the span is `internal`; kinds are "
                  + String.join(", ", KINDS));
    }
    return known;
  }

  private static Argument<SpanError> error(Arguments span) {
    if (span.value("error", AN_ERROR).value() instanceof JsonString) {
      return span.text("error", Limits.PROSE, "exit code 1")
          .map(message -> new SpanError(null, message, null));
    }
    return span.inside("error", AN_ERROR).map(SpanJson::errorObject);
  }

  private static @Nullable SpanError errorObject(Arguments error) {
    SpanError read =
        new SpanError(
            error.text("type", Limits.WORD, "timeout").value(),
            error.text("message", Limits.PROSE, "exit code 1").value(),
            error.text("stack", Limits.PROSE, "at main.py:12").value());
    if (read.type() == null && read.message() == null && read.stack() == null) {
      error.warnings().add(error.path() + " says nothing and was ignored; null clears a field");
      return null;
    }
    return read;
  }

  private static void model(Arguments span, Fields.Builder fields) {
    span.text("provider", Limits.WORD, "anthropic").into(fields, SpanField.PROVIDER);
    span.text("model", Limits.WORD, "claude-sonnet-4-5").into(fields, SpanField.MODEL);
    span.text("request_model", Limits.WORD, "claude-sonnet-4-5")
        .into(fields, SpanField.REQUEST_MODEL);
    span.decimal("temperature", 0, HOTTEST, "0.7").into(fields, SpanField.TEMPERATURE);
    span.whole("max_tokens", 0, Usage.MAX_TOKENS, 4_096).into(fields, SpanField.MAX_TOKENS);
    span.text("finish_reason", Limits.WORD, "end_turn").into(fields, SpanField.FINISH_REASON);
    span.milliseconds("ttft_ms").into(fields, SpanField.TTFT);
  }

  private static void money(Arguments span, Fields.Builder fields, @Nullable SpanKind kind) {
    boolean answers = kind != SpanKind.EMBEDDING && kind != SpanKind.RERANK;
    Argument<Arguments> usage =
        span.inside("usage", "{\"input_tokens\": 1200, \"output_tokens\": 80}");
    usage
        .map(counters -> UsageJson.read(counters, UsageConvention.BY_NAMES, answers))
        .into(fields, SpanField.USAGE);
    Argument<Usd> cost = span.money("cost_usd");
    String status = span.text("cost_status", Limits.WORD, "reported").value();
    if (status == null || status.equals("reported")) {
      cost.into(fields, SpanField.COST);
    } else if (cost.value() != null) {
      span.warnings().add(cost.path() + " will be worked out again, as it was not reported");
    }
  }
}
