package dev.spoor.mcp;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.DraftView;
import dev.spoor.codec.RunDrafts;
import dev.spoor.codec.RunJson;
import dev.spoor.codec.RunView;
import dev.spoor.codec.ScoreJson;
import dev.spoor.codec.UsageJson;
import dev.spoor.codec.Warnings;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.mcp.protocol.Call;
import dev.spoor.mcp.protocol.Faults;
import dev.spoor.mcp.protocol.Tool;
import dev.spoor.mcp.protocol.ToolResult;
import dev.spoor.model.BadInput;
import dev.spoor.model.Batch;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Score;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tools that record, for a server elsewhere. Arguments are checked, surroundings and times
 * filled in, ids made and secrets replaced here, so that a write says the same whether it is sent
 * now or later, once or twice.
 */
final class RemoteWrites {
  private final ToolContext context;
  private final RemotePost post;
  private final RemoteRuns runs;
  private final WrittenSpans written = new WrittenSpans();

  RemoteWrites(ToolContext context, Supplier<RemoteServices> remote) {
    this.context = context;
    this.post = new RemotePost(remote);
    this.runs = new RemoteRuns(context, post);
  }

  /** What the tools do, by their names. */
  Map<String, Tool.Handler> handlers() {
    return Map.of(
        "start_trace", this::start,
        "add_span", new RemoteSpans(context, post, runs, written)::add,
        "end_trace", this::end,
        "record_run", this::record,
        "add_score", this::score);
  }

  private ToolResult start(Call request) {
    Warnings warnings = new Warnings();
    Arguments arguments = Arguments.of(request.arguments(), warnings);
    RunDrafts told = RunJson.start(arguments, context.ids(), context.clock().instant());
    arguments.finish();
    RunDrafts drafts = prepared(surrounded(told, request).batch(), warnings);
    TraceId traceId = drafts.run().traceId();
    Optional<JsonObject> answer =
        post.send("/api/traces/start", DraftView.run(drafts).build(), warnings);
    context.connection().opened(traceId);
    remember(drafts);
    return StartTraceTool.answer(
        traceId,
        answer.map(said -> said.text("root_span_id")).orElse(drafts.root().spanId().hex()),
        post.services().links(),
        warnings.texts());
  }

  private ToolResult end(Call request) {
    Warnings warnings = new Warnings();
    Arguments arguments = Arguments.of(request.arguments(), warnings);
    TraceId traceId = runs.toWrite(arguments, request);
    RunDrafts told =
        RunJson.end(arguments, traceId, RunJson.rootOf(traceId), context.clock().instant());
    JsonValue checks = checks(arguments, request);
    arguments.finish();
    RunDrafts drafts = prepared(told.batch(), warnings);
    JsonObject body = DraftView.run(drafts).put("evals", checks).build();
    Optional<JsonObject> answer =
        post.send("/api/traces/" + traceId.hex() + "/end", body, warnings);
    context.connection().ended(traceId);
    return receipt(answer, drafts, warnings);
  }

  private ToolResult record(Call request) {
    Warnings warnings = new Warnings();
    Arguments arguments = Arguments.of(request.arguments(), warnings);
    RunDrafts told = RunJson.record(arguments, context.ids());
    JsonValue checks = checks(arguments, request);
    arguments.finish();
    Batch laid =
        post.services()
            .preparation()
            .laid(surrounded(told, request).batch(), context.clock().instant());
    RunDrafts drafts = prepared(laid, warnings);
    JsonObject.Builder body = JsonObject.builder();
    DraftView.whole(drafts).members().forEach(body::put);
    Optional<JsonObject> answer =
        post.send("/api/traces", body.put("evals", checks).build(), warnings);
    if (drafts.root().fields().get(SpanField.STATUS) == SpanStatus.RUNNING) {
      context.connection().opened(drafts.run().traceId());
      remember(drafts);
    }
    return receipt(answer, drafts, warnings);
  }

  private ToolResult score(Call request) {
    Warnings warnings = new Warnings();
    Arguments arguments = Arguments.of(request.arguments(), warnings);
    TraceId traceId = runs.toWrite(arguments, request);
    Score told =
        ScoreJson.read(
            arguments,
            traceId,
            context.ids().scoreId(),
            Score.Source.AGENT,
            context.clock().instant());
    arguments.finish();
    Score score = post.prepared(Batch.ofScore(told), warnings).scores().get(0);
    post.send("/api/scores", RunView.score(score), warnings);
    return AddScoreTool.answer(score, warnings.texts());
  }

  private RunDrafts surrounded(RunDrafts told, Call request) {
    return new RunDrafts(
        told.run().withFields(context.withSurroundings(told.run().fields(), request)),
        told.root(),
        told.spans());
  }

  /** The run as it may leave this process; its root comes first. */
  private RunDrafts prepared(Batch whole, Warnings warnings) {
    Batch clean = post.prepared(whole, warnings);
    List<SpanDraft> spans = new ArrayList<>(clean.spans());
    return new RunDrafts(clean.runs().get(0), spans.remove(0), spans);
  }

  /** Spans of one run; the root's start is where a span without a clock begins. */
  private void remember(RunDrafts drafts) {
    TraceId traceId = drafts.run().traceId();
    written.wrote(traceId, drafts.root().spanId(), drafts.root().fields());
    drafts.spans().forEach(span -> written.wrote(traceId, span.spanId(), span.fields()));
  }

  /** The checks as they were sent, once they are known to be some. */
  private @Nullable JsonValue checks(Arguments arguments, Call request) {
    boolean none = EvalAnswer.checks(arguments, "evals").or(List.of()).isEmpty();
    JsonValue sent = request.arguments().get("evals");
    return none || sent == null
        ? null
        : Json.trusted(post.services().preparation().redacted(Json.text(sent)));
  }

  private ToolResult receipt(Optional<JsonObject> answer, RunDrafts drafts, Warnings warnings) {
    TraceId traceId = drafts.run().traceId();
    Links links = post.services().links();
    JsonObject.Builder receipt = JsonObject.builder();
    answer.orElseGet(() -> notYet(drafts, warnings)).members().forEach(receipt::put);
    JsonValue evals = receipt.build().get("evals");
    receipt.put("url", links.run(traceId));
    receipt.put("warnings", JsonArray.ofTexts(warnings.texts()));
    return ReceiptAnswer.of(
        receipt.build(),
        links.view(traceId),
        evals instanceof JsonObject report
            ? JsonObject.builder().put("evals", EvalAnswer.ofReceipt(report)).build()
            : JsonObject.EMPTY);
  }

  /** What can be said of a run that waits: its figures are the server's to work out. */
  private static JsonObject notYet(RunDrafts drafts, Warnings warnings) {
    warnings.add(
        "duration, cost, usage, flags and verdicts are worked out when the server has the run");
    TraceId traceId = drafts.run().traceId();
    SpanStatus status =
        drafts
            .root()
            .fields()
            .get(
                SpanField.STATUS,
                drafts.root().fields().has(SpanField.ERROR) ? SpanStatus.ERROR : SpanStatus.OK);
    return JsonObject.builder()
        .put("trace_id", traceId.hex())
        .put("run_id", traceId.runId())
        .put("url", JsonNull.NULL)
        .put("status", status.word())
        .put("duration_ms", JsonNull.NULL)
        .put("cost_usd", JsonNull.NULL)
        .put("cost_status", JsonNull.NULL)
        .put("span_count", drafts.spans().size() + 1L)
        .put("usage", UsageJson.json(Usage.NONE))
        .put("flags", JsonArray.EMPTY)
        .build();
  }

  /** Tells the server that the client of these runs is gone. */
  static void giveUp(ToolContext context, RemotePost post, Faults faults) {
    JsonObject body = JsonObject.builder().put("status", RunStatus.ABANDONED.word()).build();
    for (TraceId traceId : context.connection().open()) {
      context.connection().ended(traceId);
      try {
        post.send("/api/traces/" + traceId.hex() + "/end", body, new Warnings());
      } catch (RemoteFailure | BadInput refused) {
        // The server gives a run up by itself when nobody is heard of it for long.
      } catch (RuntimeException e) {
        faults.report("the end of the connection", e);
      }
    }
  }
}
