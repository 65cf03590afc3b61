package dev.spoor.rest;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.ReceiptView;
import dev.spoor.codec.RunDrafts;
import dev.spoor.codec.RunJson;
import dev.spoor.codec.Warnings;
import dev.spoor.evals.Check;
import dev.spoor.evals.Checks;
import dev.spoor.evals.Evals;
import dev.spoor.http.Request;
import dev.spoor.http.Response;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import dev.spoor.model.Receipt;
import dev.spoor.model.Rejected;
import dev.spoor.model.Run;
import dev.spoor.model.RunDraft;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Silence;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes runs in: whole, at their start, at their end; and out again. */
final class TraceWrites {
  private static final int MOST_RUNS = 1_000;
  private static final String CHECKS = "[{\"type\": \"cost\", \"threshold\": 0.05}]";

  private final RestServices services;

  TraceWrites(RestServices services) {
    this.services = services;
  }

  /** A run as one message tells it. */
  private record Told(RunDrafts drafts, List<Check> checks, List<String> warnings) {}

  /** {@code POST /api/traces}: one run, or an array of them. */
  Response record(Request request) {
    JsonValue body = JsonBody.read(request);
    return body instanceof JsonArray array
        ? recordEach(array, request)
        : recordOne(JsonBody.object(body), request);
  }

  private Response recordOne(JsonObject body, Request request) {
    Told told = told(body, request);
    Receipt receipt = services.ingest().record(told.drafts().batch());
    Run run = RunAddress.written(receipt);
    return Response.json(receipt(receipt, run, told.warnings(), told.checks()).build().write());
  }

  private Response recordEach(JsonArray array, Request request) {
    Map<TraceId, Integer> indexes = new HashMap<>();
    Entries<Told> entries =
        new Entries<>(
            array,
            MOST_RUNS,
            entry -> {
              Told told = told(entry, request);
              Integer first = indexes.putIfAbsent(told.drafts().run().traceId(), indexes.size());
              if (first != null) {
                throw BadInput.of("trace_id", "must not be the trace_id of another entry");
              }
              return told;
            });
    Receipt receipt =
        services
            .ingest()
            .record(entries.read().values().stream().map(told -> told.drafts().batch()).toList());
    List<JsonValue> stored = new ArrayList<>();
    entries
        .read()
        .forEach(
            (index, told) -> {
              TraceId traceId = told.drafts().run().traceId();
              Receipt own = of(receipt, traceId);
              if (own.runs().isEmpty()) {
                entries.refuse(index, own.rejected().get(0).mistake());
                return;
              }
              JsonObject.Builder entry = JsonObject.builder().put("index", index);
              receipt(own, own.runs().get(0), told.warnings(), told.checks())
                  .build()
                  .members()
                  .forEach(entry::put);
              stored.add(entry.build());
            });
    return entries.answer(
        JsonObject.builder()
            .put("traces", new JsonArray(stored))
            .put("warnings", JsonArray.ofTexts(receipt.warnings())));
  }

  /** What a receipt for several runs says of one of them alone. */
  private static Receipt of(Receipt receipt, TraceId traceId) {
    List<Run> runs = receipt.runs().stream().filter(r -> r.traceId().equals(traceId)).toList();
    List<Rejected> rejected =
        receipt.rejected().stream().filter(r -> r.traceId().equals(traceId)).toList();
    return new Receipt(runs, List.of(), List.of(), rejected);
  }

  private Told told(JsonObject body, Request request) {
    Warnings warnings = new Warnings();
    Arguments arguments = Arguments.of(body, warnings);
    RunDrafts drafts = RunJson.record(arguments, services.ids());
    List<Check> checks = checks(arguments);
    arguments.finish();
    return new Told(underCaller(drafts, request), checks, warnings.texts());
  }

  private static RunDrafts underCaller(RunDrafts drafts, Request request) {
    RunDraft run = drafts.run();
    return RunAddress.ofCaller(request)
        .map(caller -> run.withFields(caller.asParent(run.fields())))
        .map(under -> new RunDrafts(under, drafts.root(), drafts.spans()))
        .orElse(drafts);
  }

  private static List<Check> checks(Arguments arguments) {
    return arguments.value("evals", CHECKS).map(sent -> Checks.parse(sent, "evals")).or(List.of());
  }

  /** {@code POST /api/traces/start}. */
  Response start(Request request) {
    Warnings warnings = new Warnings();
    Arguments arguments = Arguments.of(JsonBody.object(request), warnings);
    RunDrafts drafts =
        underCaller(RunJson.start(arguments, services.ids(), services.clock().instant()), request);
    arguments.finish();
    Receipt receipt = services.ingest().accept(drafts.batch());
    Run run = RunAddress.written(receipt);
    receipt.warnings().forEach(warnings::add);
    String url = services.pageOf().apply(run.traceId());
    return Response.json(
        JsonObject.builder()
            .put("trace_id", run.traceId().hex())
            .put("run_id", run.runId())
            .put("root_span_id", drafts.root().spanId().hex())
            .putOrNull("url", url == null ? null : new JsonString(url))
            .put("warnings", JsonArray.ofTexts(warnings.texts()))
            .build()
            .write());
  }

  /** {@code POST /api/traces/{run}/end}. */
  Response end(Request request) {
    TraceId traceId = RunAddress.toWrite(request, services.runs());
    Warnings warnings = new Warnings();
    JsonObject body = JsonBody.object(request);
    if (RunStatus.ABANDONED.word().equals(body.text("status"))) {
      return giveUp(traceId);
    }
    Arguments arguments = Arguments.of(body, warnings);
    SpanId known = services.runs().run(traceId).rootSpanId();
    SpanId root = known == null ? RunJson.rootOf(traceId) : known;
    RunDrafts drafts = RunJson.end(arguments, traceId, root, services.clock().instant());
    List<Check> checks = checks(arguments);
    arguments.finish();
    Receipt receipt = services.ingest().accept(drafts.batch());
    Run run = RunAddress.written(receipt);
    return Response.json(receipt(receipt, run, warnings.texts(), checks).build().write());
  }

  /** The sender's own client is gone; a run that has ended stays as it is. */
  private Response giveUp(TraceId traceId) {
    services.ingest().abandon(traceId, Silence.HALT_REASON);
    Run run = services.runs().run(traceId);
    Receipt receipt = new Receipt(List.of(run), List.of(), List.of(), List.of());
    return Response.json(receipt(receipt, run, List.of(), List.of()).build().write());
  }

  private JsonObject.Builder receipt(
      Receipt receipt, Run run, List<String> warnings, List<Check> checks) {
    String url = services.pageOf().apply(run.traceId());
    JsonObject.Builder answer = JsonObject.builder();
    ReceiptView.json(receipt, run, url, warnings).members().forEach(answer::put);
    return checks.isEmpty()
        ? answer
        : answer.put(
            "evals", services.evals().run(Evals.INLINE, List.of(run.traceId()), checks).toJson());
  }

  /** {@code DELETE /api/traces/{run}}. */
  Response erase(Request request) {
    TraceId traceId = RunAddress.toWrite(request, services.runs());
    boolean erased = services.erasure().test(traceId);
    return Response.json(
        JsonObject.builder()
            .put("trace_id", traceId.hex())
            .put("run_id", traceId.runId())
            .put("erased", erased)
            .build()
            .write());
  }
}
