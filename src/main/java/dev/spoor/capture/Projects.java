package dev.spoor.capture;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The project of a working directory: the name of the git root it is in, else its own. Not
 * thread-safe.
 */
final class Projects {
  private final Map<String, String> known = new HashMap<>();

  /** The project's name. */
  String of(String directory) {
    return known.computeIfAbsent(directory, Projects::find);
  }

  private static String find(String directory) {
    try {
      Path path = Path.of(directory);
      for (Path folder = path; folder != null; folder = folder.getParent()) {
        if (Files.exists(folder.resolve(".git"))) {
          return name(folder, directory);
        }
      }
      return name(path, directory);
    } catch (InvalidPathException e) {
      return directory; // of another system
    }
  }

  private static String name(Path folder, String directory) {
    // Windows' paths are one name elsewhere.
    String name = folder.getFileName() == null ? directory : folder.getFileName().toString();
    return name.substring(name.lastIndexOf('\\') + 1);
  }
}
