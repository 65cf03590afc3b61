package dev.spoor.capture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where coding agents keep their sessions.
 *
 * @param folders of each agent, whether they exist or not
 */
public record TranscriptRoots(Map<CodingAgent, List<Path>> folders) {
  /** Copies the folders. */
  public TranscriptRoots {
    folders = Map.copyOf(folders);
  }

  /**
   * The folders that an environment names, relative to a working directory, else those in the
   * user's home.
   */
  public static TranscriptRoots of(Map<String, String> environment, Path workingDirectory) {
    Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    return new TranscriptRoots(
        Map.of(
            CodingAgent.CLAUDE_CODE, claude(environment, workingDirectory, home),
            CodingAgent.CODEX, codex(environment, workingDirectory, home),
            CodingAgent.GEMINI, List.of(home.resolve(".gemini").resolve("tmp"))));
  }

  private static List<Path> claude(Map<String, String> environment, Path directory, Path home) {
    List<Path> folders = new ArrayList<>();
    for (String folder : environment.getOrDefault("CLAUDE_CONFIG_DIR", "").split(",", -1)) {
      if (!folder.isBlank()) {
        folders.add(directory.resolve(folder.strip()));
      }
    }
    if (folders.isEmpty()) {
      folders.add(home.resolve(".claude"));
      folders.add(home.resolve(".config").resolve("claude"));
    }
    return folders.stream().map(folder -> folder.resolve("projects")).toList();
  }

  private static List<Path> codex(Map<String, String> environment, Path directory, Path home) {
    String configured = environment.getOrDefault("CODEX_HOME", "");
    Path folder = configured.isBlank() ? home.resolve(".codex") : directory.resolve(configured);
    return List.of(folder.resolve("sessions"), folder.resolve("archived_sessions"));
  }

  /** The folders of an agent. */
  public List<Path> of(CodingAgent agent) {
    return folders.getOrDefault(agent, List.of());
  }

  /** The folders of an agent that exist. */
  public List<Path> there(CodingAgent agent) {
    return of(agent).stream().filter(Files::isDirectory).toList();
  }
}
