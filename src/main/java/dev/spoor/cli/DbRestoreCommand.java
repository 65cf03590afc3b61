package dev.spoor.cli;

import dev.spoor.app.Upkeep;
import dev.spoor.app.Upkeep.Described;
import dev.spoor.app.Upkeep.Exchange;
import dev.spoor.json.JsonString;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code spoor db restore FILE}. */
@Command(
    name = "restore",
    description =
        "Put a backup in the store's place, which no program may have open. The replaced store is"
            + " kept beside it.",
    mixinStandardHelpOptions = true)
final class DbRestoreCommand implements Callable<Integer> {
  @ParentCommand private DbCommand db;

  @Parameters(paramLabel = "FILE", description = "what spoor db backup wrote")
  private Path file;

  @Option(names = "--yes", description = "do not ask")
  private boolean yes;

  @Option(names = "--json", description = "print {path, store_id, schema, bytes, replaced}")
  private boolean json;

  @Override
  public Integer call() {
    Upkeep upkeep = db.upkeep();
    Path backup = db.cli().workingDirectory().resolve(file);
    Described found = upkeep.describe(backup);
    String question =
        "Put %s (%s, schema %d) in the place of %s?"
            .formatted(
                backup,
                Words.ofBytes(found.bytes()),
                found.schema(),
                db.cli().settings().database());
    if (!Confirmation.given(yes, question)) {
      return 1;
    }
    Exchange done = upkeep.restore(backup);
    String replaced = done.replaced() == null ? null : done.replaced().toString();
    if (json) {
      db.terminal()
          .print(
              DbBackupCommand.json(done.store())
                  .put("replaced", replaced == null ? null : new JsonString(replaced))
                  .build()
                  .write());
    } else {
      db.terminal().print(done.store().path() + "  " + Words.ofBytes(done.store().bytes()));
      if (replaced != null) {
        db.terminal().progress("the store before is " + replaced);
      }
    }
    return 0;
  }
}
