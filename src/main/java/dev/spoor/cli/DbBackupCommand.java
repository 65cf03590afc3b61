package dev.spoor.cli;

import dev.spoor.app.Upkeep.Described;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code spoor db backup FILE}. */
@Command(
    name = "backup",
    description = "Copy the store as it is at one moment, while others write, and verify the copy.",
    mixinStandardHelpOptions = true)
final class DbBackupCommand implements Runnable {
  @ParentCommand private DbCommand db;

  @Parameters(paramLabel = "FILE", description = "the copy, for its owner alone")
  private Path file;

  @Option(names = "--force", description = "replace the file when it is there")
  private boolean force;

  @Option(names = "--json", description = "print {path, store_id, schema, bytes}")
  private boolean json;

  @Override
  public void run() {
    Described copy = db.upkeep().backUp(db.cli().workingDirectory().resolve(file), force);
    if (json) {
      db.terminal().print(json(copy).build().write());
    } else {
      db.terminal().print(copy.path() + "  " + Words.ofBytes(copy.bytes()));
      db.terminal().progress("verified; spoor db restore FILE puts it in the store's place");
    }
  }

  static JsonObject.Builder json(Described file) {
    return JsonObject.builder()
        .put("path", new JsonString(file.path().toString()))
        .put("store_id", new JsonString(file.storeId()))
        .put("schema", file.schema())
        .put("bytes", file.bytes());
  }
}
