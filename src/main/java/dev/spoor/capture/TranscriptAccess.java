package dev.spoor.capture;

import dev.spoor.codec.hook.HookClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which transcripts that hooks name are read (contract, section 4): anybody on this machine may
 * send a hook, and must not make us read other files into the store.
 */
final class TranscriptAccess {
  private final TranscriptRoots roots;

  TranscriptAccess(TranscriptRoots roots) {
    this.roots = roots;
  }

  /** The agent whose transcripts a client's hooks name; empty for one whose are not read. */
  static Optional<CodingAgent> agent(HookClient client) {
    return switch (client) {
      case CLAUDE_CODE -> Optional.of(CodingAgent.CLAUDE_CODE);
      case CODEX -> Optional.of(CodingAgent.CODEX);
      case CURSOR -> Optional.empty();
    };
  }

  /**
   * The real path, when it is a regular {@code .jsonl} file of this user below one of the agent's
   * folders; empty otherwise.
   */
  Optional<Path> real(CodingAgent agent, String named) {
    try {
      Path file = Path.of(named);
      if (!file.isAbsolute()) {
        return Optional.empty();
      }
      Path real = file.toRealPath();
      boolean transcript = Files.isRegularFile(real) && real.toString().endsWith(".jsonl");
      return transcript && isOurs(real) && isBelow(real, agent)
          ? Optional.of(real)
          : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static boolean isOurs(Path file) throws IOException {
    Path home = Path.of(System.getProperty("user.home"));
    String owner = Files.getOwner(file).getName();
    return owner.equals(System.getProperty("user.name"))
        || (Files.exists(home) && owner.equals(Files.getOwner(home).getName()));
  }

  private boolean isBelow(Path real, CodingAgent agent) throws IOException {
    for (Path root : roots.there(agent)) {
      if (real.startsWith(root.toRealPath())) {
        return true;
      }
    }
    return false;
  }
}
