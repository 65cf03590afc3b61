package dev.spoor.cli;

import dev.spoor.app.Upkeep;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.model.BadInput;
import dev.spoor.model.Run;
import dev.spoor.model.RunFilter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code spoor db erase}. */
@Command(
    name = "erase",
    description = {
      "Erase runs: their spans, inputs, outputs, scores and every word that only they used. No file"
          + " of the store has their bytes afterwards. Backups are not touched.",
      "Give the runs' full ids, or what all of them have in common."
    },
    mixinStandardHelpOptions = true)
final class DbEraseCommand implements Callable<Integer> {
  private static final int MOST_SHOWN = 20;

  @ParentCommand private DbCommand db;

  @Parameters(paramLabel = "RUN", arity = "0..*", description = "full run ids or trace ids")
  private List<String> runs = List.of();

  @Option(names = "--session", description = "the runs of this session")
  private @Nullable String session;

  @Option(names = "--project", description = "the runs of this project")
  private @Nullable String project;

  @Option(
      names = "--before",
      paramLabel = "DATE",
      description = "the runs that started before, for example 2026-11-01 or a time")
  private @Nullable String before;

  @Option(names = "--dry-run", description = "only say what would be erased")
  private boolean dryRun;

  @Option(names = "--yes", description = "do not ask")
  private boolean yes;

  @Option(names = "--json", description = "print {erased, runs}")
  private boolean json;

  @Override
  public Integer call() {
    Upkeep upkeep = db.upkeep();
    List<Run> found = found(upkeep);
    if (!json) {
      print(found);
    }
    String question = "Erase %d %s for good?".formatted(found.size(), word(found.size()));
    int erased = 0;
    if (!dryRun && !found.isEmpty()) {
      if (!Confirmation.given(yes, question)) {
        return 1;
      }
      erased = upkeep.erase(found.stream().map(Run::traceId).toList());
    }
    if (json) {
      db.terminal().print(json(found, erased).write());
    } else {
      db.terminal().progress(dryRun ? "nothing is erased yet" : erased + " erased");
    }
    return 0;
  }

  private static String word(int count) {
    return count == 1 ? "run" : "runs";
  }

  private List<Run> found(Upkeep upkeep) {
    boolean filtered = session != null || project != null || before != null;
    if (filtered == !runs.isEmpty()) {
      throw BadInput.of("RUN", "or one of --session, --project and --before is required, not both")
          .example("spoor db erase --session 0b5c3f9e --dry-run");
    }
    return filtered ? upkeep.find(filter()) : upkeep.find(runs);
  }

  private RunFilter filter() {
    return RunFilter.builder()
        .project(project)
        .sessionId(session)
        .until(before == null ? null : time(before))
        .build();
  }

  /** A time, or the beginning of a day where this machine is. */
  private static Instant time(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant()
          : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw BadInput.of("--before", "must be a day or a time")
          .example("--before 2026-11-01, or --before 2026-11-01T12:00:00Z");
    }
  }

  private void print(List<Run> found) {
    found.stream()
        .limit(MOST_SHOWN)
        .forEach(
            run ->
                db.terminal()
                    .print(
                        "%s  %s  %d spans  %s"
                            .formatted(
                                run.runId(),
                                run.totals().startedAt().toString().substring(0, 10),
                                run.totals().spanCount(),
                                Terminal.safe(run.name(), 60))));
    if (found.size() > MOST_SHOWN) {
      db.terminal().print("and " + (found.size() - MOST_SHOWN) + " more");
    }
  }

  private JsonObject json(List<Run> found, int erased) {
    return JsonObject.builder()
        .put("dry_run", JsonBoolean.of(dryRun))
        .put("erased", erased)
        .put("runs", JsonArray.of(found, DbEraseCommand::json))
        .build();
  }

  private static JsonObject json(Run run) {
    return JsonObject.builder()
        .put("trace_id", new JsonString(run.traceId().toString()))
        .put("run_id", new JsonString(run.runId()))
        .put("name", new JsonString(run.name()))
        .put("span_count", run.totals().spanCount())
        .build();
  }
}
