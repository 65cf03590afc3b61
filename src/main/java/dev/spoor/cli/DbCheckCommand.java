package dev.spoor.cli;

import dev.spoor.cli.Terminal.Style;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.store.upkeep.CheckReport;
import dev.spoor.store.upkeep.Flaw;
import dev.spoor.store.upkeep.Repair;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code spoor db check}; exit code 1 when something does not fit together. */
@Command(
    name = "check",
    description = {
      "Read everything and compare it: pages, references, checksums of all inputs and outputs,"
          + " sizes, figures of runs and totals. Others may write meanwhile.",
      "Exit code 1 when something does not fit together."
    },
    mixinStandardHelpOptions = true)
final class DbCheckCommand implements Callable<Integer> {
  @ParentCommand private DbCommand db;

  @Option(names = "--repair", description = "put in order what can be without losing anything")
  private boolean repair;

  @Option(
      names = "--drop-damaged",
      description = "also give up inputs and outputs that cannot be read; their size stays")
  private boolean dropDamaged;

  @Option(names = "--json", description = "print {ok, found, repaired, findings}")
  private boolean json;

  @Override
  public Integer call() {
    Repair what = repair ? Repair.LOSSLESS : Repair.NONE;
    CheckReport report = db.upkeep().check(dropDamaged ? Repair.DROP_DAMAGED : what);
    if (json) {
      db.terminal().print(json(report).write());
    } else {
      report.flaws().forEach(this::print);
      db.terminal().progress(summary(report));
    }
    return report.isSound() ? 0 : 1;
  }

  private static String summary(CheckReport report) {
    if (report.found() == 0) {
      return "everything fits together";
    }
    String more =
        report.flaws().size() < report.found()
            ? ", of which the first " + report.flaws().size() + " are shown"
            : "";
    String way = report.isSound() || report.repaired() > 0 ? "" : "; --repair mends what it can";
    return report.found() + " found" + more + ", " + report.repaired() + " repaired" + way;
  }

  private void print(Flaw flaw) {
    Terminal terminal = db.terminal();
    String place =
        (flaw.run() == null ? "" : "run " + flaw.run().runId() + " ")
            + (flaw.span() == null ? "" : "span " + flaw.span() + " ");
    terminal.print(
        terminal.styled(
                flaw.repaired() ? Style.GREEN : Style.RED, flaw.repaired() ? "repaired " : "found ")
            + flaw.kind().word()
            + ": "
            + place
            + Terminal.safe(flaw.message(), 300));
  }

  private static JsonObject json(CheckReport report) {
    return JsonObject.builder()
        .put("ok", JsonBoolean.of(report.isSound()))
        .put("found", report.found())
        .put("repaired", report.repaired())
        .put("findings", JsonArray.of(report.flaws(), DbCheckCommand::json))
        .build();
  }

  private static JsonObject json(Flaw flaw) {
    return JsonObject.builder()
        .put("kind", new JsonString(flaw.kind().word()))
        .put("message", new JsonString(flaw.message()))
        .put("trace_id", flaw.run() == null ? null : new JsonString(flaw.run().toString()))
        .put("span_id", flaw.span() == null ? null : new JsonString(flaw.span().toString()))
        .put("repaired", JsonBoolean.of(flaw.repaired()))
        .build();
  }
}
