package dev.spoor.capture;

import dev.spoor.codec.claude.ClaudeSession;
import dev.spoor.model.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where one session of Claude Code is written: {@code <session>.jsonl}, and its sub-agents in
 * {@code <session>/subagents/}, {@code agent-<id>.jsonl} each. Versions before 2.1 wrote the
 * sub-agents beside the session; only their lines tell whose they are.
 *
 * @param own the session's own file
 * @param beside sub-agents' files beside it, by their ids
 */
record SessionFiles(Path own, Map<String, Path> beside) {
  private static final String LINES = ".jsonl";
  private static final String AGENT = "agent-";
  private static final String AGENTS_FOLDER = "subagents";
  private static final String PROJECTS = "projects";

  /** Where the first line of a file ends at the latest, for finding out its session. */
  private static final int FIRST_LINE_BYTES = 1 << 16;

  SessionFiles {
    beside = Map.copyOf(beside);
  }

  /**
   * By what is seen that the session's own file has changed.
   *
   * @param bytes its size
   * @param modified when it was last written
   */
  record Stamp(long bytes, FileTime modified) {}

  /**
   * The sessions in files and below folders, each once, in the order of their paths. A sub-agent's
   * file stands for its session; one whose session is missing is left out.
   */
  static List<SessionFiles> find(List<Path> paths) {
    Map<Path, Map<String, Path>> sessions = new TreeMap<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        Path projects = path.resolve(PROJECTS);
        walk(Files.isDirectory(projects) ? projects : path).forEach(file -> add(file, sessions));
      } else if (Files.exists(path)) {
        add(path, sessions);
      } else {
        throw BadInput.of(path.toString(), "must be a transcript or a folder of them")
            .example("spoor import claude-code ~/.claude/projects");
      }
    }
    List<SessionFiles> found = new ArrayList<>();
    sessions.forEach(
        (own, beside) -> {
          if (Files.isRegularFile(own)) {
            found.add(new SessionFiles(own, beside));
          }
        });
    return found;
  }

  private static void add(Path path, Map<Path, Map<String, Path>> sessions) {
    Path file = path.toAbsolutePath().normalize();
    Path session = sessionAbove(file);
    if (session == null && isAgent(file)) {
      String name = ClaudeSession.sessionOf(firstLine(file));
      if (name != null) {
        sessions
            .computeIfAbsent(file.resolveSibling(name + LINES), own -> new TreeMap<>())
            .put(agentId(file), file);
      }
    } else {
      sessions.computeIfAbsent(session == null ? file : session, own -> new TreeMap<>());
    }
  }

  /** The own file of the session in whose folder a sub-agent's file is; null for any other. */
  private static @Nullable Path sessionAbove(Path file) {
    for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      Path session = folder.getParent();
      if (session != null && folder.endsWith(AGENTS_FOLDER)) {
        return session.resolveSibling(session.getFileName() + LINES);
      }
    }
    return null;
  }

  private static byte[] firstLine(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(FIRST_LINE_BYTES);
    } catch (IOException e) {
      return new byte[0]; // as one that names no session
    }
  }

  /** Its file's name, which in real sessions is its id. */
  String name() {
    return stem(own);
  }

  /** How its own file stands now; as if it was empty when it is gone. */
  Stamp stamp() {
    try {
      return new Stamp(Files.size(own), Files.getLastModifiedTime(own));
    } catch (IOException e) {
      return new Stamp(0, FileTime.fromMillis(0));
    }
  }

  /** The files of its sub-agents by their ids, as many as there are now. */
  Map<String, Path> agents() {
    Map<String, Path> agents = new TreeMap<>(beside);
    Path folder = own.resolveSibling(name()).resolve(AGENTS_FOLDER);
    if (Files.isDirectory(folder)) {
      walk(folder).stream()
          .filter(SessionFiles::isAgent)
          .forEach(file -> agents.putIfAbsent(agentId(file), file));
    }
    return agents;
  }

  /** Where Claude Code describes a sub-agent; need not exist. */
  static Path description(Path agentFile) {
    return agentFile.resolveSibling(stem(agentFile) + ".meta.json");
  }

  private static boolean isAgent(Path file) {
    return stem(file).startsWith(AGENT);
  }

  private static String agentId(Path file) {
    return stem(file).substring(AGENT.length());
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(LINES) ? name.substring(0, name.length() - LINES.length()) : name;
  }

  private static List<Path> walk(Path folder) {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.sorted().toList()) {
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
