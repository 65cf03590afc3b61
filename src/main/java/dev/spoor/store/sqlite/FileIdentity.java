package dev.spoor.store.sqlite;

import dev.spoor.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which file was opened. One that is deleted, moved away or unmounted can still be written by
 * whoever has it open, and nobody would find what was written there.
 */
final class FileIdentity {
  private final Path file;
  private final @Nullable Object key;

  private FileIdentity(Path file, @Nullable Object key) {
    this.file = file;
    this.key = key;
  }

  /** The file that has that path now. */
  static FileIdentity of(Path file) {
    try {
      return new FileIdentity(file, key(file));
    } catch (IOException e) {
      throw gone(file, e);
    }
  }

  /** Throws when the path names another file, or none. */
  void require() {
    Object now;
    try {
      now = key(file);
    } catch (IOException e) {
      throw gone(file, e);
    }
    if (!Objects.equals(key, now)) {
      throw new StoreException(
          "could not write to "
              + file
              + ": another file was put in its place; put the first one back, or start this program"
              + " anew to use the other",
          true,
          null);
    }
  }

  /** Null where the system does not tell. */
  private static @Nullable Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  private static StoreException gone(Path file, IOException e) {
    return new StoreException(
        "could not write to "
            + file
            + ": it is not there any more; mount its disk or put it back, or start this program anew"
            + " to begin another",
        true,
        e);
  }
}
