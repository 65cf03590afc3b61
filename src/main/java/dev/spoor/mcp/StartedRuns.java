package dev.spoor.mcp;

import dev.spoor.codec.Times;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanId;
import java.time.Duration;
import java.util.List;

/**
 * The runs that a run's spans started, each with the span it belongs under.
 *
 * @param runs by start
 */
record StartedRuns(List<Run> runs) {
  /** The most that are looked for. */
  static final int MOST = 50;

  StartedRuns {
    runs = List.copyOf(runs);
  }

  /** Adds them to an answer; nothing when there are none. */
  void put(JsonObject.Builder structured, List<String> lines, int most) {
    if (runs.isEmpty()) {
      return;
    }
    List<Run> shown = runs.subList(0, Math.min(most, runs.size()));
    structured.put("started_runs", JsonArray.of(shown, StartedRuns::json));
    lines.add("runs it started:");
    shown.forEach(run -> lines.add("  " + RunLine.of(run) + " " + AnswerSize.label(run.name())));
    if (shown.size() < runs.size()) {
      lines.add("  and more: list_recent_traces");
    }
  }

  private static JsonObject json(Run run) {
    SpanId parent = run.fields().get(RunField.PARENT_SPAN);
    Duration duration = run.duration();
    JsonObject.Builder row =
        JsonObject.builder()
            .put("trace_id", run.traceId().hex())
            .put("run_id", run.runId())
            .put("parent_span_id", parent == null ? null : parent.hex())
            .put("name", AnswerSize.label(run.name()))
            .put("status", run.status().word());
    row.put("duration_ms", duration == null ? null : Times.json(duration));
    if (run.totals().cost() != null) {
      row.put("cost_usd", JsonNumber.of(run.totals().cost().dollars()));
    }
    return row.build();
  }
}
