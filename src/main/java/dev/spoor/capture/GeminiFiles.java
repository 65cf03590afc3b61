package dev.spoor.capture;

import dev.spoor.codec.gemini.GeminiSession;
import dev.spoor.codec.session.Oddities;
import dev.spoor.codec.session.SessionDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Sessions of Gemini CLI: {@code tmp/<project>/chats/session-<time>-<id>.jsonl}, {@code .json} in
 * older versions, and their sub-agents in {@code chats/<session>/<agent>.jsonl}.
 */
final class GeminiFiles implements SessionFormat {
  private static final String CHATS = "chats";
  private static final String SESSION = "session-";
  private static final String COMMAND = "spoor import gemini ~/.gemini/tmp";
  private static final int FIRST_LINE_BYTES = 1 << 16;

  /** A sub-agent's file stands for its session; one whose session is missing is a session. */
  @Override
  public List<SessionFiles> find(List<Path> paths) {
    Map<Path, Map<String, Path>> sessions = new TreeMap<>();
    for (Path file : FolderWalk.files(paths, "tmp", GeminiFiles::isSession, COMMAND)) {
      Path own = sessionAbove(file);
      Map<String, Path> agents = sessions.computeIfAbsent(own, none -> new TreeMap<>());
      if (!own.equals(file)) {
        agents.put(SessionFiles.stem(file), file);
      }
    }
    List<SessionFiles> found = new ArrayList<>();
    sessions.forEach((own, agents) -> found.add(new SessionFiles(own, agents)));
    return found;
  }

  /** The own file of the session in whose folder a sub-agent's file is; else the file itself. */
  private static Path sessionAbove(Path file) {
    Path folder = file.getParent();
    Path chats = folder == null ? null : folder.getParent();
    if (folder == null || chats == null || !chats.endsWith(CHATS)) {
      return file;
    }
    String session = String.valueOf(folder.getFileName());
    String ending = session.substring(0, Math.min(session.length(), 8));
    return FolderWalk.below(chats, one -> chats.equals(one.getParent()) && isSession(one)).stream()
        .filter(one -> SessionFiles.stem(one).endsWith(ending))
        .filter(one -> session.equals(sessionOf(one)))
        .findFirst()
        .map(one -> one.toAbsolutePath().normalize())
        .orElse(file);
  }

  private static String sessionOf(Path file) {
    return String.valueOf(GeminiSession.sessionOf(FolderWalk.beginning(file, FIRST_LINE_BYTES)));
  }

  @Override
  public SessionDecoder decoder(String name, UnaryOperator<String> projects, Oddities oddities) {
    return new GeminiSession(name, projects, oddities);
  }

  /** A session that an older version began and a newer one goes on with has two files. */
  private static boolean isSession(Path file) {
    String name = String.valueOf(file.getFileName());
    Path newer = file.resolveSibling(name + "l");
    return name.endsWith(".jsonl")
        || (name.endsWith(".json") && name.startsWith(SESSION) && !Files.exists(newer));
  }
}
