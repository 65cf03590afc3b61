package dev.spoor.cli;

import dev.spoor.json.JsonObject;
import dev.spoor.store.upkeep.Trained;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code spoor db train}. */
@Command(
    name = "train",
    description = {
      "Learn what the newest runs have in common, as a system prompt or the tools, so that the"
          + " first input of each new run takes less space. Others may write meanwhile.",
      "Only text of at least three runs is learnt; it stays in the store when they are erased."
    },
    mixinStandardHelpOptions = true)
final class DbTrainCommand implements Runnable {
  @ParentCommand private DbCommand db;

  @Option(names = "--json", description = "print {runs, common_bytes}")
  private boolean json;

  @Override
  public void run() {
    Trained trained = db.upkeep().train();
    if (json) {
      db.terminal()
          .print(
              JsonObject.builder()
                  .put("runs", trained.runs())
                  .put("common_bytes", trained.commonBytes())
                  .build()
                  .write());
      return;
    }
    db.terminal()
        .progress(
            trained.commonBytes() == 0
                ? "the newest %d runs have no text in common".formatted(trained.runs())
                : "learnt %s that the newest %d runs have in common"
                    .formatted(Words.ofBytes(trained.commonBytes()), trained.runs()));
  }
}
