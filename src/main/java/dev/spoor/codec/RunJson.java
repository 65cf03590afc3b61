package dev.spoor.codec;

import dev.spoor.json.Json;
import dev.spoor.model.Fields;
import dev.spoor.model.Git;
import dev.spoor.model.RunDraft;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Tags;
import dev.spoor.model.TraceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as our own JSON has it (contract, sections 1 and 2), in: told whole, at its start, or at
 * its end. Every run field may be missing, which leaves what is stored, or null, which clears it.
 * The caller calls the arguments' {@code finish} after reading what is its own, such as {@code
 * evals}.
 */
public final class RunJson {
  /** What a read answers beside what can be said. */
  private static final List<String> ANSWERED =
      List.of(
          "trace_id",
          "id",
          "run_id",
          "root_span_id",
          "span_count",
          "error_count",
          "llm_call_count",
          "tool_call_count",
          "cost_status",
          "eval_cost_usd",
          "children_cost_usd",
          "flags",
          "scores",
          "url");

  private static final String ROOT_KEY = "root";
  private static final List<String> END_STATUSES =
      SpanJson.STATUSES.stream().filter(word -> !word.equals(SpanStatus.RUNNING.word())).toList();

  private RunJson() {}

  /** The root of a run whose sender names no root of its own. */
  public static SpanId rootOf(TraceId traceId) {
    return SpanId.derived(traceId, ROOT_KEY);
  }

  /**
   * A run told whole, with its {@code spans}. What we export reads back: then {@code trace_id} is
   * kept, and the span named by {@code root_span_id} is the root.
   */
  public static RunDrafts record(Arguments run, NewIds ids) {
    TraceId sent = run.traceId("trace_id").value();
    TraceId traceId = sent == null ? ids.traceId() : sent;
    SpanId rootId = run.spanId("root_span_id").or(rootOf(traceId));
    run.text("name", Limits.NAME, "fix the login test").required();
    Fields root = root(run).set(SpanField.KIND, SpanKind.AGENT).build();
    List<Arguments> sentSpans =
        run.each(
                "spans",
                Limits.SPANS,
                "[{\"span_id\": \"a\", \"name\": \"run the tests\", \"kind\": \"tool\"}]")
            .or(List.of());
    List<SpanDraft> spans = new ArrayList<>();
    for (SpanDraft span : new SpanLabels(traceId, ids).drafts(sentSpans)) {
      if (span.spanId().equals(rootId)) {
        root = span.fields().over(root);
      } else {
        spans.add(span);
      }
    }
    return new RunDrafts(
        new RunDraft(traceId, rootId, fields(run)), new SpanDraft(traceId, rootId, root), spans);
  }

  /**
   * A run that begins.
   *
   * @param now when it does, if the message does not say
   */
  public static RunDrafts start(Arguments run, NewIds ids, Instant now) {
    TraceId sent = run.traceId("trace_id").value();
    TraceId traceId = sent == null ? ids.traceId() : sent;
    SpanId rootId = rootOf(traceId);
    run.text("name", Limits.NAME, "fix the login test").required();
    Fields.Builder root =
        root(run).set(SpanField.KIND, SpanKind.AGENT).set(SpanField.STATUS, SpanStatus.RUNNING);
    Argument<Instant> start = run.time("started_at");
    root.set(SpanField.STARTED_AT, start.or(now));
    return new RunDrafts(
        new RunDraft(traceId, rootId, fields(run)),
        new SpanDraft(traceId, rootId, root.build()),
        List.of());
  }

  /**
   * A run that ends: with the status sent, else {@code error} when an error is, else {@code ok}.
   *
   * @param traceId the run; {@code trace_id} among the arguments is not read
   * @param rootId its root
   * @param now when it ends, if the message does not say
   */
  public static RunDrafts end(Arguments run, TraceId traceId, SpanId rootId, Instant now) {
    Argument<SpanStatus> status = run.word("status", SpanJson::endStatus, END_STATUSES);
    Fields said = root(run).build();
    boolean failed = said.has(SpanField.ERROR);
    Fields.Builder root =
        said.toBuilder()
            .set(SpanField.STATUS, status.or(failed ? SpanStatus.ERROR : SpanStatus.OK));
    if (!said.has(SpanField.ENDED_AT) && !said.has(SpanField.DURATION)) {
      root.set(SpanField.ENDED_AT, now);
    }
    return new RunDrafts(
        new RunDraft(traceId, rootId, fields(run)),
        new SpanDraft(traceId, rootId, root.build()),
        List.of());
  }

  private static Fields.Builder root(Arguments run) {
    Fields.Builder root = Fields.builder();
    run.text("name", Limits.NAME, "fix the login test").intoAlways(root, SpanField.NAME);
    SpanJson.outcome(run, root);
    return root;
  }

  /** What is said about a run beside its root span. */
  public static Fields fields(Arguments run) {
    run.ignore(ANSWERED);
    notRead(run, "usage");
    notRead(run, "cost_usd");
    Fields.Builder fields = Fields.builder();
    run.traceId("parent_trace_id").into(fields, RunField.PARENT_TRACE);
    run.spanId("parent_span_id").into(fields, RunField.PARENT_SPAN);
    run.text("agent", Limits.WORD, "claude-code").into(fields, RunField.AGENT);
    run.text("runner_id", Limits.WORD, "build-7").into(fields, RunField.RUNNER_ID);
    run.text("thread_id", Limits.WORD, "thread-12").into(fields, RunField.THREAD_ID);
    run.text("project", Limits.WORD, "shop").into(fields, RunField.PROJECT);
    run.text("feature", Limits.WORD, "login").into(fields, RunField.FEATURE);
    run.text("session_id", Limits.WORD, "session-3").into(fields, RunField.SESSION_ID);
    run.text("user_id", Limits.WORD, "ada").into(fields, RunField.USER_ID);
    run.text("environment", Limits.WORD, "ci").into(fields, RunField.ENVIRONMENT);
    run.text("release", Limits.WORD, "1.4.0").into(fields, RunField.RELEASE);
    run.texts("tags", Limits.TAGS, Limits.WORD, "bugfix").map(Tags::of).into(fields, RunField.TAGS);
    run.text("halt_reason", Limits.NAME, "out of budget").into(fields, RunField.HALT_REASON);
    run.object("metadata", "{\"ticket\": \"SHOP-12\"}")
        .map(Json::text)
        .into(fields, RunField.METADATA);
    run.inside("git", "{\"branch\": \"main\"}").map(RunJson::git).into(fields, RunField.GIT);
    return fields.build();
  }

  private static @Nullable Git git(Arguments git) {
    Git read =
        new Git(
            git.text("repository", Limits.NAME, "https://example.com/shop.git").value(),
            git.text("branch", Limits.WORD, "main").value(),
            git.text("commit", Limits.WORD, "3f2a9c1").value());
    return read.repository() == null && read.branch() == null && read.commit() == null
        ? null
        : read;
  }

  private static void notRead(Arguments run, String name) {
    boolean oursSentBack = run.json().get("span_count") != null;
    if (!run.value(name, "null").absent() && !oursSentBack) {
      run.warnings().add(name + " of a run is the sum of its spans and was not read");
    }
  }
}
