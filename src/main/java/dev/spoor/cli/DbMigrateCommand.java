package dev.spoor.cli;

import dev.spoor.app.Upkeep;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code spoor db migrate}. */
@Command(
    name = "migrate",
    description =
        "Bring the store to the schema of this program. Whatever opens it does the same; this says"
            + " what is done, and copies it first when told to.",
    mixinStandardHelpOptions = true)
final class DbMigrateCommand implements Runnable {
  @ParentCommand private DbCommand db;

  @Option(names = "--dry-run", description = "only say what would be done")
  private boolean dryRun;

  @Option(names = "--backup", paramLabel = "FILE", description = "copy the store there first")
  private @Nullable Path backup;

  @Option(names = "--json", description = "print {migrated, steps}")
  private boolean json;

  @Override
  public void run() {
    Upkeep upkeep = db.upkeep();
    List<String> steps = upkeep.pendingMigrations();
    if (!dryRun && !steps.isEmpty()) {
      if (backup != null) {
        upkeep.backUp(db.cli().workingDirectory().resolve(backup), false);
      }
      upkeep.migrate();
    }
    if (json) {
      db.terminal()
          .print(
              JsonObject.builder()
                  .put("migrated", JsonBoolean.of(!dryRun && !steps.isEmpty()))
                  .put("steps", JsonArray.of(steps, JsonString::new))
                  .build()
                  .write());
      return;
    }
    steps.forEach(step -> db.terminal().print(step));
    db.terminal()
        .progress(
            steps.isEmpty()
                ? "the store has the newest schema"
                : dryRun ? "not done yet" : "the store has the newest schema now");
  }
}
