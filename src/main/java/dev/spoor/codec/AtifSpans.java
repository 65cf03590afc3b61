package dev.spoor.codec;

import dev.spoor.codec.AtifStep.Call;
import dev.spoor.codec.AtifStep.Result;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The spans below the root that the steps of one ATIF file stand for, in the file's order. */
final class AtifSpans {
  private static final int LONGEST_ERROR = 2_000;
  private static final Set<String> COUNTED =
      Set.of("prompt_tokens", "completion_tokens", "cached_tokens", "cost_usd");

  private final TraceId traceId;
  private final SpanId rootId;
  private final List<AtifStep> steps;
  private final @Nullable String model;
  private final AtifResults results;
  private final boolean resultsTold;
  private final AtifReplies replies;
  private final NavigableSet<Instant> times = new TreeSet<>();
  private final Map<String, Integer> keys = new HashMap<>();
  private final List<SpanDraft> spans = new ArrayList<>();

  /**
   * The spans of a run.
   *
   * @param model what answered where a step does not say; null when unknown
   */
  AtifSpans(TraceId traceId, SpanId rootId, List<AtifStep> steps, @Nullable String model) {
    this.traceId = traceId;
    this.rootId = rootId;
    this.steps = steps;
    this.model = model;
    results = new AtifResults(steps);
    resultsTold = AtifResults.any(steps);
    replies = new AtifReplies(steps);
    steps.forEach(step -> times.add(step.at()));
    keys.put("root", 1);
  }

  /**
   * All spans.
   *
   * @param input the step that is the run's own input, which gets no span; null without one
   */
  List<SpanDraft> drafts(@Nullable AtifStep input) {
    for (int i = 0; i < steps.size(); i++) {
      AtifStep step = steps.get(i);
      if (!step.equals(input)) {
        if (step.by("agent")) {
          agent(step, i);
        } else {
          said(step, step.by("user") ? SpanOutline.USER_MESSAGE : step.source() + "_message");
        }
      }
      results.left(step).forEach(result -> observation(step, result));
    }
    return spans;
  }

  private void agent(AtifStep step, int index) {
    boolean carried = false;
    if (replies.isCall(index)) {
      llm(step, index == 0 ? step.at() : steps.get(index - 1).at());
      carried = true;
    }
    for (Call call : step.calls()) {
      tool(step, call, carried ? JsonObject.EMPTY : withMessage(step));
      carried = true;
    }
    if (!carried) {
      said(step, "agent_message");
    }
  }

  private void llm(AtifStep step, Instant before) {
    Arguments arguments = step.arguments();
    String stepModel = arguments.text("model_name", Limits.WORD, "gpt-5").value();
    String answered = stepModel == null ? model : stepModel;
    Fields.Builder fields =
        span(SpanKind.LLM, answered == null ? "llm" : answered)
            .set(SpanField.STARTED_AT, before.isBefore(step.at()) ? before : step.at())
            .set(SpanField.ENDED_AT, step.at())
            .set(SpanField.OUTPUT, step.payload())
            .set(SpanField.MODEL, answered)
            .set(SpanField.FINISH_REASON, arguments.json().object("extra").text("stop_reason"));
    JsonObject.Builder attributes = JsonObject.builder();
    AtifStep.without(step.rest(), Set.of("model_name")).members().forEach(attributes::put);
    Arguments metrics = step.metrics();
    if (metrics != null) {
      metrics.money("cost_usd").into(fields, SpanField.COST);
      fields.set(SpanField.USAGE, usage(metrics));
      JsonObject rest = AtifStep.without(metrics.json(), COUNTED);
      attributes.put("metrics", orNull(rest));
    }
    add(step.key(), fields.set(SpanField.ATTRIBUTES, text(attributes.build())));
  }

  /** What a step counted; its prompt includes what a cache served. 0 and 0 is nothing counted. */
  private static @Nullable Usage usage(Arguments metrics) {
    JsonObject beside = metrics.json().object("extra");
    JsonObject.Builder counters = JsonObject.builder();
    COUNTED.forEach(name -> counters.put(name, metrics.json().get(name)));
    counters.put("cost_usd", (JsonValue) null);
    counters.put("cache_creation_input_tokens", beside.get("cache_creation_input_tokens"));
    counters.put("cache_creation", beside.get("cache_creation"));
    Usage usage = UsageJson.read(metrics.with(counters.build()), UsageConvention.INCLUSIVE, true);
    return usage == null || usage.totalTokens() == 0 ? null : usage;
  }

  private void tool(AtifStep step, Call call, JsonObject more) {
    Result result = results.take(step, call);
    Fields.Builder fields =
        span(SpanKind.TOOL, call.tool())
            .set(SpanField.STARTED_AT, step.at())
            .set(SpanField.ENDED_AT, endOf(step))
            .set(SpanField.INPUT, AtifStep.payload(call.input()))
            .set(SpanField.TOOL_NAME, call.tool())
            .set(SpanField.TOOL_CALL_ID, call.id());
    JsonObject.Builder attributes = JsonObject.builder();
    more.members().forEach(attributes::put);
    call.rest().members().forEach(attributes::put);
    if (result == null && resultsTold) {
      fields.set(SpanField.STATUS, SpanStatus.CANCELLED);
    } else if (result != null) {
      fields.set(SpanField.OUTPUT, AtifStep.payload(result.content()));
      attributes.put("result", orNull(result.rest()));
      if (AtifResults.failed(step, result)) {
        fields.set(SpanField.STATUS, SpanStatus.ERROR);
        fields.set(SpanField.ERROR, new SpanError(null, errorText(result.content()), null));
      }
    }
    fields.set(SpanField.ATTRIBUTES, text(attributes.build()));
    add(call.id() == null ? step.key() + "\n" + call.tool() : call.id(), fields);
  }

  /** What an environment answered to no call in particular. */
  private void observation(AtifStep step, Result result) {
    Fields.Builder fields =
        span(SpanKind.INTERNAL, "observation")
            .set(SpanField.STARTED_AT, step.at())
            .set(SpanField.ENDED_AT, endOf(step))
            .set(SpanField.OUTPUT, AtifStep.payload(result.content()))
            .set(SpanField.TOOL_CALL_ID, result.callId())
            .set(SpanField.ATTRIBUTES, text(result.rest()));
    add(step.key() + "\nobservation", fields);
  }

  private void said(AtifStep step, String name) {
    Fields.Builder fields =
        span(SpanKind.INTERNAL, name)
            .set(SpanField.STARTED_AT, step.at())
            .set(SpanField.ENDED_AT, step.at())
            .set(SpanField.INPUT, step.payload())
            .set(SpanField.ATTRIBUTES, text(step.rest()));
    add(step.key(), fields);
  }

  private Fields.Builder span(SpanKind kind, String name) {
    return Fields.builder()
        .set(SpanField.PARENT, rootId)
        .set(SpanField.KIND, kind)
        .set(SpanField.NAME, name)
        .set(SpanField.STATUS, SpanStatus.OK);
  }

  /** Adds a span under its key; a key that the file repeats is another span each time. */
  private void add(String key, Fields.Builder fields) {
    int times = keys.merge(key, 1, Integer::sum);
    SpanId spanId = SpanId.derived(traceId, times == 1 ? key : key + "\n" + times);
    spans.add(new SpanDraft(traceId, spanId, fields.build()));
  }

  /** What a tool did ends when the file next shows a later time. */
  private Instant endOf(AtifStep step) {
    Instant later = times.higher(step.at());
    return later == null ? step.at() : later;
  }

  private static JsonObject withMessage(AtifStep step) {
    JsonObject.Builder all = JsonObject.builder();
    step.rest().members().forEach(all::put);
    return all.put("message", step.message()).build();
  }

  private static @Nullable JsonText text(JsonObject attributes) {
    JsonObject any = orNull(attributes);
    return any == null ? null : Json.text(any);
  }

  private static @Nullable JsonObject orNull(JsonObject object) {
    return object.members().isEmpty() ? null : object;
  }

  private static @Nullable String errorText(@Nullable JsonValue content) {
    return content instanceof JsonString string
        ? AtifStep.beginning(string.value(), LONGEST_ERROR)
        : null;
  }
}
