package dev.spoor.store.sqlite;

import dev.spoor.store.kit.WritingProcess;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A process of its own that writes into a store: how durably, the folder, then what it is to do.
 */
final class SqliteWritingProcess {
  private SqliteWritingProcess() {}

  public static void main(String[] args) {
    WritingProcess.run(
        () -> new SqliteEngine(Durability.valueOf(args[0])).open(Path.of(args[1])),
        Arrays.copyOfRange(args, 2, args.length));
  }
}
