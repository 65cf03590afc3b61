package dev.spoor.capture;

import dev.spoor.model.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where one session of Claude Code is written: {@code <session>.jsonl}, and its sub-agents in
 * {@code <session>/subagents/}, {@code agent-<id>.jsonl} each.
 *
 * @param own the session's own file
 */
record SessionFiles(Path own) {
  private static final String LINES = ".jsonl";
  private static final String AGENT = "agent-";
  private static final String AGENTS_FOLDER = "subagents";
  private static final String PROJECTS = "projects";

  /**
   * The sessions in files and below folders, each once, in the order of their paths. A sub-agent's
   * file stands for its session; one whose session is missing is left out.
   */
  static List<SessionFiles> find(List<Path> paths) {
    Set<Path> own = new TreeSet<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        Path projects = path.resolve(PROJECTS);
        own.addAll(below(Files.isDirectory(projects) ? projects : path));
      } else if (Files.exists(path)) {
        own.add(sessionOf(path));
      } else {
        throw BadInput.of(path.toString(), "must be a transcript or a folder of them")
            .example("spoor import claude-code ~/.claude/projects");
      }
    }
    return own.stream().filter(Files::isRegularFile).map(SessionFiles::new).toList();
  }

  private static Set<Path> below(Path folder) {
    Set<Path> found = new TreeSet<>();
    for (Path file : walk(folder)) {
      found.add(sessionOf(file));
    }
    return found;
  }

  /** The session's own file for any of its files. */
  private static Path sessionOf(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    while (folder != null && folder.getFileName() != null) {
      if (folder.getFileName().toString().equals(AGENTS_FOLDER) && folder.getParent() != null) {
        Path session = folder.getParent();
        return session.resolveSibling(session.getFileName() + LINES);
      }
      folder = folder.getParent();
    }
    return file.toAbsolutePath().normalize();
  }

  /**
   * By what is seen that the session's own file has changed.
   *
   * @param bytes its size
   * @param modified when it was last written
   */
  record Stamp(long bytes, FileTime modified) {}

  /** How its own file stands now; as if it was empty when it is gone. */
  Stamp stamp() {
    try {
      return new Stamp(Files.size(own), Files.getLastModifiedTime(own));
    } catch (IOException e) {
      return new Stamp(0, FileTime.fromMillis(0));
    }
  }

  /** Its file's name, which in real sessions is its id. */
  String name() {
    return stem(own);
  }

  /** The files of its sub-agents by their ids. */
  Map<String, Path> agents() {
    Map<String, Path> agents = new TreeMap<>();
    Path folder = own.resolveSibling(name()).resolve(AGENTS_FOLDER);
    if (Files.isDirectory(folder)) {
      for (Path file : walk(folder)) {
        String stem = stem(file);
        if (stem.startsWith(AGENT)) {
          agents.putIfAbsent(stem.substring(AGENT.length()), file);
        }
      }
    }
    return agents;
  }

  /** Where Claude Code describes a sub-agent; need not exist. */
  static Path description(Path agentFile) {
    return agentFile.resolveSibling(stem(agentFile) + ".meta.json");
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(LINES) ? name.substring(0, name.length() - LINES.length()) : name;
  }

  private static List<Path> walk(Path folder) {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.sorted(Comparator.naturalOrder()).toList()) {
        if (Files.isDirectory(entry)) {
          files.addAll(walk(entry));
        } else if (entry.toString().endsWith(LINES)) {
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
}
