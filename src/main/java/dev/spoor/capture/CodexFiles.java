package dev.spoor.capture;

import dev.spoor.codec.codex.CodexSession;
import dev.spoor.codec.session.Oddities;
import dev.spoor.codec.session.SessionDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of Codex: {@code sessions/YYYY/MM/DD/rollout-<time>-<thread>.jsonl} and {@code
 * archived_sessions/}. A sub-agent is a thread with a file of its own, whose first line names the
 * thread that began it.
 */
final class CodexFiles implements SessionFormat {
  private static final String COMMAND = "spoor import codex ~/.codex/sessions";
  private static final int FIRST_LINE_BYTES = 1 << 18;
  private static final Set<String> ROOTS = Set.of("sessions", "archived_sessions");

  /** What first lines say never changes, and following asks for it at every look. */
  private final Map<Path, CodexSession.Origin> origins = new HashMap<>();

  /** A sub-agent's file stands for its session; one whose session is missing is a session. */
  @Override
  public synchronized List<SessionFiles> find(List<Path> paths) {
    Map<String, Path> threads = new TreeMap<>();
    Map<Path, CodexSession.Origin> found = new TreeMap<>();
    for (Path file : FolderWalk.files(paths, "sessions", CodexFiles::isRollout, COMMAND)) {
      addWithParents(file, found, threads);
    }
    Map<Path, Map<String, Path>> sessions = new TreeMap<>();
    found.forEach(
        (file, origin) -> {
          Path own = root(file, found, threads);
          Map<String, Path> agents = sessions.computeIfAbsent(own, none -> new TreeMap<>());
          if (!own.equals(file)) {
            agents.put(id(file, origin), file);
          }
        });
    List<SessionFiles> all = new ArrayList<>();
    sessions.forEach((own, agents) -> all.add(new SessionFiles(own, agents)));
    return all;
  }

  private void addWithParents(
      Path file, Map<Path, CodexSession.Origin> found, Map<String, Path> threads) {
    Path next = file;
    while (next != null && !found.containsKey(next)) {
      CodexSession.Origin origin = origin(next);
      found.put(next, origin);
      threads.putIfAbsent(id(next, origin), next);
      String parent = origin.parentThread();
      next = parent == null || threads.containsKey(parent) ? null : parentFile(next, parent);
    }
  }

  /** The file of the thread at whose beginning nobody stands. */
  private static Path root(
      Path file, Map<Path, CodexSession.Origin> found, Map<String, Path> threads) {
    Set<Path> seen = new HashSet<>();
    Path last = file;
    while (seen.add(last)) {
      CodexSession.Origin origin = found.get(last);
      String parent = origin == null ? null : origin.parentThread();
      Path above = parent == null ? null : threads.get(parent);
      if (above == null) {
        return last;
      }
      last = above;
    }
    return file; // threads that name each other
  }

  /** Where Codex keeps the file of the thread that began another, named after it; null if gone. */
  private static @Nullable Path parentFile(Path file, String thread) {
    for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      Path name = folder.getFileName();
      if (name != null && ROOTS.contains(name.toString())) {
        return FolderWalk.below(folder, one -> one.toString().endsWith(thread + ".jsonl")).stream()
            .findFirst()
            .map(one -> one.toAbsolutePath().normalize())
            .orElse(null);
      }
    }
    return null;
  }

  private CodexSession.Origin origin(Path file) {
    CodexSession.Origin known = origins.get(file);
    if (known == null && Files.isRegularFile(file)) {
      known = CodexSession.originOf(FolderWalk.beginning(file, FIRST_LINE_BYTES));
      if (known.thread() != null) {
        origins.put(file, known);
      }
    }
    return known == null ? new CodexSession.Origin(null, null) : known;
  }

  private static String id(Path file, CodexSession.Origin origin) {
    return origin.thread() == null ? SessionFiles.stem(file) : origin.thread();
  }

  @Override
  public SessionDecoder decoder(String name, UnaryOperator<String> projects, Oddities oddities) {
    return new CodexSession(name, projects, oddities);
  }

  private static boolean isRollout(Path file) {
    return file.toString().endsWith(".jsonl");
  }
}
