package dev.spoor.rest;

import dev.spoor.codec.ExportJson;
import dev.spoor.codec.Limits;
import dev.spoor.codec.PayloadCut;
import dev.spoor.codec.RunListView;
import dev.spoor.codec.RunSelection;
import dev.spoor.codec.Warnings;
import dev.spoor.http.Request;
import dev.spoor.http.Response;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.model.BadInput;
import dev.spoor.model.Run;
import dev.spoor.model.RunPage;
import dev.spoor.model.TraceId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers what was recorded: lists of runs, and all of one. */
final class Logs {
  private static final int USUAL_ROWS = 50;
  private static final int MOST_ROWS = 200;
  private static final int MOST_PAYLOAD_BYTES = 256 << 10;
  private static final PayloadCut CUT = new PayloadCut(MOST_PAYLOAD_BYTES, MOST_PAYLOAD_BYTES, "");
  private static final Map<String, String> OTHER_NAMES = Map.of("agent_id", "agent");

  private final RestServices services;

  Logs(RestServices services) {
    this.services = services;
  }

  private record Asked(RunSelection selection, @Nullable String run) {}

  /** {@code GET /api/logs}. */
  Response list(Request request) {
    Warnings warnings = new Warnings();
    Asked asked =
        QueryArguments.read(
            request,
            OTHER_NAMES,
            warnings,
            arguments ->
                new Asked(
                    RunSelection.of(arguments, null, USUAL_ROWS, MOST_ROWS),
                    arguments.text("run_id", Limits.WORD, "run_1c5qy8c36v").value()));
    RunPage page = page(asked);
    String next = page.next() == null ? null : page.next().text();
    JsonObject.Builder answer = JsonObject.builder();
    RunListView.json(page.runs(), next, services.pageOf()).members().forEach(answer::put);
    answer.put(page.totalIsExact() ? "total" : "total_at_least", page.total());
    List<String> said = warnings.texts();
    answer.put("warnings", said.isEmpty() ? null : JsonArray.ofTexts(said));
    return Response.json(answer.build().write());
  }

  private RunPage page(Asked asked) {
    RunSelection selection = asked.selection();
    return asked.run() == null
        ? services.runs().list(selection.filter(), selection.after(), selection.limit())
        : one(asked.run(), selection);
  }

  /** The run of that id, if it is one of those that are filtered. */
  private RunPage one(String runId, RunSelection selection) {
    List<TraceId> named = services.runs().beginningWith(runId, 2);
    if (named.size() > 1) {
      throw BadInput.of("run_id", "must name one run, and several begin so")
          .example("?run_id=" + named.get(0).runId());
    }
    List<Run> found =
        named.stream()
            .flatMap(id -> services.runs().find(id, selection.filter()).stream())
            .toList();
    return new RunPage(found, null, found.size(), true);
  }

  /** {@code GET /api/logs/{run}}. */
  Response one(Request request) {
    Run run = RunAddress.toRead(request, services.runs());
    return Response.json(
        ExportJson.json(
                run,
                services.runs().wholeSpans(run.traceId()),
                CUT,
                services.pageOf().apply(run.traceId()))
            .write());
  }
}
