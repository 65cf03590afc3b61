package dev.spoor.codec;

import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.model.Fields;
import dev.spoor.model.Flag;
import dev.spoor.model.Git;
import dev.spoor.model.JsonText;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.RunTotals;
import dev.spoor.model.Score;
import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * A run as our own JSON has it (contract, section 1), out, its members in the contract's order and
 * {@code root_span_id} after them. {@code ended_at}, {@code duration_ms}, {@code cost_usd}, {@code
 * cost_status} and {@code url} are null when there is none, so that a client that looks for them
 * always finds them; everything else that is absent is left out, but for the arrays and counters,
 * which are always there.
 */
public final class RunView {
  private RunView() {}

  /**
   * A run without its input and output, as lists show it.
   *
   * @param url its page; null when nothing serves pages
   */
  public static JsonObject json(Run run, @Nullable String url) {
    return json(run, null, PayloadCut.NONE, url);
  }

  /**
   * A run with its root's input and output.
   *
   * @param root the span that is the run itself, read with payloads; null leaves them out
   * @param cut how much of them
   * @param url its page; null when nothing serves pages
   */
  public static JsonObject json(
      Run run, @Nullable Span root, PayloadCut cut, @Nullable String url) {
    Fields fields = run.fields();
    JsonObject.Builder object =
        JsonObject.builder().put("trace_id", run.traceId().hex()).put("run_id", run.runId());
    object.put("parent_trace_id", hex(fields.get(RunField.PARENT_TRACE)));
    object.put("parent_span_id", hex(fields.get(RunField.PARENT_SPAN)));
    object.put("name", run.name());
    object.put("agent", run.agent());
    object.put("runner_id", fields.get(RunField.RUNNER_ID));
    object.put("thread_id", fields.get(RunField.THREAD_ID));
    object.put("project", fields.get(RunField.PROJECT));
    object.put("feature", fields.get(RunField.FEATURE));
    object.put("session_id", fields.get(RunField.SESSION_ID));
    object.put("user_id", fields.get(RunField.USER_ID));
    object.put("environment", fields.get(RunField.ENVIRONMENT));
    object.put("release", fields.get(RunField.RELEASE));
    object.put("tags", JsonArray.ofTexts(run.tags()));
    outcome(object, run);
    if (root != null) {
      cut.put(object, root, "input", root.input(), root.inputBytes());
      cut.put(object, root, "output", root.output(), root.outputBytes());
    }
    object.put("error", run.error() == null ? null : SpanView.error(run.error()));
    JsonText metadata = fields.get(RunField.METADATA);
    object.put("metadata", metadata == null ? JsonObject.EMPTY : Json.trusted(metadata));
    Git git = fields.get(RunField.GIT);
    object.put("git", git == null ? null : git(git));
    totals(object, run);
    object.put("flags", JsonArray.of(run.flags(), RunView::flag));
    object.put("scores", JsonArray.of(run.scores(), RunView::score));
    object.putOrNull("url", url == null ? null : new JsonString(url));
    return object.put("root_span_id", hex(run.rootSpanId())).build();
  }

  /** A finding of the watch rules. */
  public static JsonObject flag(Flag flag) {
    return JsonObject.builder()
        .put("flag_id", flag.flagId())
        .put("code", flag.code().name())
        .put("message", flag.message())
        .put("span_ids", JsonArray.of(flag.spanIds(), span -> new JsonString(span.hex())))
        .put("count", flag.count())
        .put(
            "wasted_tokens",
            flag.wastedTokens() == null ? null : JsonNumber.of(flag.wastedTokens()))
        .put("wasted_usd", SpanView.dollars(flag.wastedCost()))
        .put("state", flag.state().word())
        .put("at", Times.json(flag.at()))
        .build();
  }

  /** A grade. */
  public static JsonObject score(Score score) {
    return JsonObject.builder()
        .put("score_id", score.scoreId())
        .put("trace_id", score.traceId().hex())
        .put("span_id", hex(score.spanId()))
        .put("name", score.name())
        .put("value", JsonNumber.of(score.value()))
        .put("label", score.label())
        .put("reason", score.reason())
        .put("source", score.source().word())
        .put("judge", score.judge())
        .put("created_at", Times.json(score.createdAt()))
        .build();
  }

  private static void outcome(JsonObject.Builder object, Run run) {
    RunTotals totals = run.totals();
    object.put("status", run.status().word());
    object.put("halt_reason", run.fields().get(RunField.HALT_REASON));
    object.put("started_at", Times.json(totals.startedAt()));
    object.putOrNull("ended_at", totals.endedAt() == null ? null : Times.json(totals.endedAt()));
    object.putOrNull("duration_ms", run.duration() == null ? null : Times.json(run.duration()));
  }

  private static void totals(JsonObject.Builder object, Run run) {
    RunTotals totals = run.totals();
    object.put("span_count", totals.spanCount());
    object.put("error_count", totals.errorCount());
    object.put("llm_call_count", totals.llmCallCount());
    object.put("tool_call_count", totals.toolCallCount());
    object.put("usage", UsageJson.json(totals.usage()));
    object.putOrNull("cost_usd", SpanView.dollars(totals.cost()));
    object.putOrNull(
        "cost_status",
        totals.costStatus() == null ? null : new JsonString(totals.costStatus().word()));
    object.put("eval_cost_usd", SpanView.dollars(totals.evalCost()));
    object.put("children_cost_usd", SpanView.dollars(run.childrenCost()));
  }

  /** The code a run worked on. */
  static JsonObject git(Git git) {
    return JsonObject.builder()
        .put("repository", git.repository())
        .put("branch", git.branch())
        .put("commit", git.commit())
        .build();
  }

  private static @Nullable String hex(@Nullable TraceId traceId) {
    return traceId == null ? null : traceId.hex();
  }

  private static @Nullable String hex(@Nullable SpanId spanId) {
    return spanId == null ? null : spanId.hex();
  }
}
