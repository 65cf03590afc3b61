package dev.spoor.capture;

import dev.spoor.model.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Files below folders that other programs write to meanwhile. */
final class FolderWalk {
  private FolderWalk() {}

  /**
   * The files that are named, and those below folders that are named, in the order of their paths.
   *
   * @param inside the folder of a folder in which to look
   * @param wanted which files below folders are taken
   * @param command an example for who names what is not there
   */
  static List<Path> files(List<Path> paths, String inside, Predicate<Path> wanted, String command) {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        Path inner = path.resolve(inside);
        files.addAll(below(Files.isDirectory(inner) ? inner : path, wanted));
      } else if (Files.exists(path)) {
        files.add(path);
      } else {
        throw BadInput.of(path.toString(), "must be a transcript or a folder of them")
            .example(command);
      }
    }
    return files.stream().map(file -> file.toAbsolutePath().normalize()).distinct().toList();
  }

  /** The files below a folder, in the order of their paths; links are not followed around. */
  static List<Path> below(Path folder, Predicate<Path> wanted) {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.sorted().toList()) {
        if (Files.isDirectory(entry)) {
          files.addAll(below(entry, wanted));
        } else if (wanted.test(entry)) {
          files.add(entry);
        }
      }
    } catch (NoSuchFileException e) {
      return files; // it went away while we looked
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** The first bytes of a file; none when it cannot be read. */
  static byte[] beginning(Path file, int most) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(most);
    } catch (IOException e) {
      return new byte[0]; // as a file that tells nothing
    }
  }
}
