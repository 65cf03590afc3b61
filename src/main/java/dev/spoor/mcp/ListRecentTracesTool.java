package dev.spoor.mcp;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.RunSelection;
import dev.spoor.codec.RunView;
import dev.spoor.codec.Warnings;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.mcp.protocol.Call;
import dev.spoor.mcp.protocol.Tool;
import dev.spoor.mcp.protocol.ToolResult;
import dev.spoor.model.Flag;
import dev.spoor.model.Run;
import dev.spoor.model.RunCursor;
import dev.spoor.model.RunPage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code list_recent_traces}: what was recorded before. */
final class ListRecentTracesTool {
  private static final String DESCRIPTION =
      "List runs, newest first; {} lists this project's last 10. See how earlier"
          + " attempts went, then get_trace.";

  private static final String PROPERTIES =
      """
      {"limit":{"type":"integer","maximum":50},"cursor":{"type":"string"},
      "status":{"type":"string"},
      "agent":{"type":"string"},"project":{"type":"string","description":"* = all"},
      "feature":{"type":"string"},"model":{"type":"string"},"tag":{"type":"string"},
      "session_id":{"type":"string"},"since":{"type":"string","description":"RFC 3339"},
      "until":{"type":"string"},"q":{"type":"string","description":"name or words"},
      "flagged":{"type":"boolean"},"min_cost_usd":{"type":"number"}}""";

  /** The most runs of one page. */
  static final int MOST = 50;

  /** How many runs a page has when nothing is said. */
  static final int USUAL = 10;

  private static final List<String> SHOWN =
      List.of(
          "trace_id",
          "run_id",
          "name",
          "agent",
          "project",
          "feature",
          "session_id",
          "status",
          "started_at",
          "duration_ms",
          "span_count",
          "error_count",
          "cost_usd",
          "cost_status",
          "url");

  private final ToolContext context;

  ListRecentTracesTool(ToolContext context) {
    this.context = context;
  }

  Tool tool() {
    return Tool.reading("list_recent_traces", DESCRIPTION, InputSchema.of(PROPERTIES), this::call);
  }

  private ToolResult call(Call request) {
    Warnings warnings = new Warnings();
    Arguments arguments = Arguments.of(request.arguments(), warnings);
    RunSelection selection = RunSelection.of(arguments, context.defaults().project(), USUAL, MOST);
    arguments.finish();
    RunPage page = context.runs().list(selection.filter(), selection.after(), selection.limit());
    return AnswerSize.largest(
        page.runs().size(), shown -> answer(page, shown, selection.project(), warnings.texts()));
  }

  private ToolResult answer(
      RunPage page, int shown, @Nullable String project, List<String> warnings) {
    List<Run> runs = page.runs().subList(0, shown);
    RunCursor next = page.next();
    if (shown < page.runs().size() && shown > 0) {
      Run last = runs.get(shown - 1);
      next = new RunCursor(last.totals().startedAt(), last.traceId());
    }
    JsonObject.Builder structured =
        JsonObject.builder()
            .put("traces", JsonArray.of(runs, this::row))
            .putOrNull("next_cursor", next == null ? null : new JsonString(next.text()))
            .put(page.totalIsExact() ? "total" : "total_at_least", page.total());
    List<String> leftOut = leftOut(page, shown, project, next);
    structured.put("left_out", JsonArray.ofTexts(leftOut));
    if (!warnings.isEmpty()) {
      structured.put("warnings", JsonArray.ofTexts(warnings));
    }
    return ToolResult.of(structured.build(), text(runs, leftOut));
  }

  private static List<String> leftOut(
      RunPage page, int shown, @Nullable String project, @Nullable RunCursor next) {
    List<String> leftOut = new ArrayList<>();
    if (next != null) {
      leftOut.add(
          (page.totalIsExact() ? "" : "at least ")
              + page.total()
              + " runs match, "
              + shown
              + " are listed: pass next_cursor as cursor");
    }
    if (project != null) {
      leftOut.add("runs of other projects: pass project \"*\"");
    }
    leftOut.add("inputs, outputs and spans: get_trace");
    return leftOut;
  }

  private static String text(List<Run> runs, List<String> leftOut) {
    List<String> lines = new ArrayList<>();
    runs.forEach(run -> lines.add(RunLine.of(run) + " " + AnswerSize.label(run.name())));
    if (runs.isEmpty()) {
      lines.add("no run matches");
    }
    lines.add("left out: " + String.join("; ", leftOut));
    return String.join("\n", lines);
  }

  private JsonObject row(Run run) {
    String url = context.links().run(run.traceId());
    JsonObject whole = RunView.json(run, url);
    JsonObject.Builder row = JsonObject.builder();
    SHOWN.forEach(name -> row.put(name, whole.get(name)));
    row.put("name", AnswerSize.label(run.name()));
    row.put("total_tokens", JsonNumber.of(run.totals().usage().totalTokens()));
    List<String> flags =
        run.flags().stream()
            .filter(flag -> flag.state() != Flag.State.DISMISSED)
            .map(flag -> flag.code().name())
            .distinct()
            .toList();
    if (!flags.isEmpty()) {
      row.put("flags", JsonArray.ofTexts(flags));
    }
    return row.putOrNull("url", whole.get("url")).build();
  }
}
