package dev.spoor.cli;

import dev.spoor.app.Amounts;
import dev.spoor.app.Upkeep;
import dev.spoor.ingest.Retention;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.model.BadInput;
import dev.spoor.store.upkeep.PruneReport;
import dev.spoor.store.upkeep.StoreSpace.Payloads;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code spoor db prune}. */
@Command(
    name = "prune",
    description = {
      "Take out what is older, or more, than the setting retention keeps; a running server does so"
          + " by itself once a day.",
      "A pruned input or output leaves its size and its hash. Options go before the setting."
    },
    mixinStandardHelpOptions = true)
final class DbPruneCommand implements Callable<Integer> {
  @ParentCommand private DbCommand db;

  @Option(names = "--runs", paramLabel = "AGE", description = "erase older runs, for example 1y")
  private @Nullable String runs;

  @Option(names = "--payloads", paramLabel = "AGE", description = "prune older inputs and outputs")
  private @Nullable String payloads;

  @Option(names = "--images", paramLabel = "AGE", description = "prune older pictures of tools")
  private @Nullable String images;

  @Option(
      names = "--large-tool-output",
      paramLabel = "AGE",
      description = "prune older outputs of tools of 64 KiB or more")
  private @Nullable String largeToolOutput;

  @Option(
      names = "--max-size",
      paramLabel = "SIZE",
      description =
          "prune until the store takes no more, for example 5GB: pictures, large outputs, the"
              + " other inputs and outputs, runs, always the oldest first")
  private @Nullable String maxSize;

  @Option(names = "--dry-run", description = "only say what would go")
  private boolean dryRun;

  @Option(names = "--yes", description = "do not ask")
  private boolean yes;

  @Option(names = "--json", description = "print {dry_run, runs, payloads, used_bytes}")
  private boolean json;

  @Override
  public Integer call() {
    Upkeep upkeep = db.upkeep();
    Retention retention = over(upkeep.retention());
    if (retention.isForEver()) {
      throw BadInput.of("retention", "must be set, or given as options, to say what goes")
          .example("spoor db prune --images 30d --large-tool-output 90d --dry-run");
    }
    PruneReport report = upkeep.prune(retention, true);
    if (!dryRun && !report.isEmpty()) {
      if (!json) {
        print(report);
      }
      if (!Confirmation.given(yes, "Take this out for good?")) {
        return 1;
      }
      report = upkeep.prune(retention, false);
    }
    if (json) {
      db.terminal().print(json(report).write());
    } else if (dryRun || report.isEmpty()) {
      print(report);
    }
    db.terminal().progress(dryRun || report.isEmpty() ? "nothing is pruned" : "done");
    return 0;
  }

  private Retention over(Retention set) {
    return new Retention(
        age("--runs", runs, set.runs()),
        age("--payloads", payloads, set.payloads()),
        age("--images", images, set.images()),
        age("--large-tool-output", largeToolOutput, set.largeToolOutput()),
        maxSize == null ? set.maxBytes() : (Long) Amounts.bytes("--max-size", maxSize));
  }

  private static @Nullable Duration age(
      String option, @Nullable String text, @Nullable Duration set) {
    return text == null ? set : Amounts.age(option, text);
  }

  private void print(PruneReport report) {
    for (Payloads some : report.payloads()) {
      db.terminal()
          .print(
              String.format(
                  Locale.ROOT,
                  "  %-18s %,9d  %10s plain  %10s stored",
                  some.what(),
                  some.count(),
                  Words.ofBytes(some.plainBytes()),
                  Words.ofBytes(some.storedBytes())));
    }
    if (report.runs() > 0) {
      db.terminal().print(String.format(Locale.ROOT, "  %-18s %,9d", "whole runs", report.runs()));
    }
    db.terminal()
        .print(
            "  the store takes "
                + Words.ofBytes(report.usedBytes())
                + (report.excessBytes() > 0
                    ? ", " + Words.ofBytes(report.excessBytes()) + " too much"
                    : ""));
  }

  private JsonObject json(PruneReport report) {
    return JsonObject.builder()
        .put("dry_run", JsonBoolean.of(dryRun))
        .put("runs", report.runs())
        .put("payloads", JsonArray.of(report.payloads(), DbPruneCommand::json))
        .put("used_bytes", report.usedBytes())
        .put("excess_bytes", report.excessBytes())
        .build();
  }

  private static JsonObject json(Payloads some) {
    return JsonObject.builder()
        .put("kind", new JsonString(some.what()))
        .put("count", some.count())
        .put("plain_bytes", some.plainBytes())
        .put("stored_bytes", some.storedBytes())
        .build();
  }
}
