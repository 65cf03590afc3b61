package dev.spoor.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * Where one session of a coding agent is written.
 *
 * @param own the session's own file
 * @param agents files of its sub-agents that are known by now, by their ids
 */
record SessionFiles(Path own, Map<String, Path> agents) {
  SessionFiles {
    agents = Map.copyOf(agents);
  }

  /**
   * By what is seen that the session has changed.
   *
   * @param bytes the size of its files
   * @param modified when one was last written
   */
  record Stamp(long bytes, FileTime modified) {}

  /** Its file's name without the extension. */
  String name() {
    return stem(own);
  }

  /** How its files stand now; as if they were empty when they are gone. */
  Stamp stamp() {
    Stamp stamp = stamp(own);
    for (Path agent : agents.values()) {
      Stamp other = stamp(agent);
      boolean later = other.modified().compareTo(stamp.modified()) > 0;
      stamp = new Stamp(stamp.bytes() + other.bytes(), later ? other.modified() : stamp.modified());
    }
    return stamp;
  }

  private static Stamp stamp(Path file) {
    try {
      return new Stamp(Files.size(file), Files.getLastModifiedTime(file));
    } catch (IOException e) {
      return new Stamp(0, FileTime.fromMillis(0));
    }
  }

  /** A file's name without its extension. */
  static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return name.endsWith(".jsonl") || name.endsWith(".json") ? name.substring(0, dot) : name;
  }
}
