package dev.spoor.store.sqlite;

import dev.spoor.model.BadInput;
import dev.spoor.store.StoreException;
import dev.spoor.store.upkeep.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Copies of a store to be kept. */
public final class StoreBackup {
  private StoreBackup() {}

  /**
   * Copies a store as it is at one moment, whoever writes to it meanwhile, and verifies the copy,
   * which is for its owner alone.
   *
   * @param replace whether a file that is there may be replaced
   * @return the copy
   * @throws BadInput when there is no such store, or the target is taken
   * @throws StoreException when the copy cannot be made or is not sound; then there is none
   */
  public static StoreFile backUp(Path store, Path target, boolean replace, Progress progress) {
    Path source = require(store);
    if (Files.exists(target) && isSame(source, target)) {
      throw BadInput.of("FILE", "must be another file than the store itself");
    }
    if (Files.isDirectory(target) || (Files.exists(target) && !replace)) {
      throw BadInput.of("FILE", "must not exist yet (--force replaces a file): " + target);
    }
    try (StoreCopy copy = StoreCopy.of(source, target, progress)) {
      copy.moveTo(target);
    } catch (IOException e) {
      throw new StoreException("could not write " + target + " (" + e + ")", true, e);
    }
    return described(target);
  }

  static StoreFile described(Path file) {
    Optional<StoreFile> found = StoreFile.inspect(file);
    return found.orElseThrow(() -> new StoreException(file + " is gone", true, null));
  }

  /** The store's real path. */
  static Path require(Path store) {
    try {
      if (Files.isRegularFile(store)) {
        return store.toRealPath();
      }
    } catch (IOException e) {
      throw new StoreException("could not read " + store + " (" + e + ")", true, e);
    }
    throw BadInput.of("--db", "must be the file of a store, and there is none at " + store);
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return false;
    }
  }
}
