package dev.spoor.capture;

import dev.spoor.codec.claude.ClaudeSession;
import dev.spoor.codec.session.Oddities;
import dev.spoor.codec.session.SessionDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of Claude Code: {@code <session>.jsonl}, and their sub-agents in {@code
 * <session>/subagents/}, {@code agent-<id>.jsonl} each. Versions before 2.1 wrote the sub-agents
 * beside the session; only their lines tell whose they are.
 */
final class ClaudeFiles implements SessionFormat {
  private static final String LINES = ".jsonl";
  private static final String AGENT = "agent-";
  private static final String AGENTS_FOLDER = "subagents";
  private static final String COMMAND = "spoor import claude-code ~/.claude/projects";

  /** Where the first line of a file ends at the latest, for finding out its session. */
  private static final int FIRST_LINE_BYTES = 1 << 16;

  /** A sub-agent's file stands for its session; one whose session is missing is left out. */
  @Override
  public List<SessionFiles> find(List<Path> paths) {
    Map<Path, Map<String, Path>> sessions = new TreeMap<>();
    FolderWalk.files(paths, "projects", ClaudeFiles::isTranscript, COMMAND)
        .forEach(file -> add(file, sessions));
    List<SessionFiles> found = new ArrayList<>();
    sessions.forEach(
        (own, beside) -> {
          if (Files.isRegularFile(own)) {
            found.add(new SessionFiles(own, beside));
          }
        });
    return found;
  }

  private static void add(Path file, Map<Path, Map<String, Path>> sessions) {
    Path session = sessionAbove(file);
    if (session == null && isAgent(file)) {
      String name = ClaudeSession.sessionOf(FolderWalk.beginning(file, FIRST_LINE_BYTES));
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

  @Override
  public Map<String, Path> agents(SessionFiles files) {
    Map<String, Path> agents = new TreeMap<>(files.agents());
    Path folder = files.own().resolveSibling(files.name()).resolve(AGENTS_FOLDER);
    if (Files.isDirectory(folder)) {
      FolderWalk.below(folder, ClaudeFiles::isTranscript).stream()
          .filter(ClaudeFiles::isAgent)
          .forEach(file -> agents.putIfAbsent(agentId(file), file));
    }
    return agents;
  }

  @Override
  public SessionDecoder decoder(String name, UnaryOperator<String> projects, Oddities oddities) {
    return new ClaudeSession(name, projects, oddities);
  }

  @Override
  public void describe(SessionDecoder decoder, String agentId, Path agentFile) throws IOException {
    Path description = agentFile.resolveSibling(SessionFiles.stem(agentFile) + ".meta.json");
    if (decoder instanceof ClaudeSession session) {
      try {
        session.describeAgent(agentId, Files.readAllBytes(description));
      } catch (NoSuchFileException e) {
        // Older versions describe none.
      }
    }
  }

  private static boolean isTranscript(Path file) {
    return file.toString().endsWith(LINES);
  }

  private static boolean isAgent(Path file) {
    return SessionFiles.stem(file).startsWith(AGENT);
  }

  private static String agentId(Path file) {
    return SessionFiles.stem(file).substring(AGENT.length());
  }
}
