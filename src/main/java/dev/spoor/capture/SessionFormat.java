package dev.spoor.capture;

import dev.spoor.codec.session.Oddities;
import dev.spoor.codec.session.SessionDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** How one coding agent writes its sessions down: in which files, and what reads their lines. */
interface SessionFormat {
  /**
   * The sessions in files and below folders, each once, in the order of their paths.
   *
   * @param paths one that is not there is {@link dev.spoor.model.BadInput}
   */
  List<SessionFiles> find(List<Path> paths);

  /** The files of a session's sub-agents by their ids, as many as there are now. */
  default Map<String, Path> agents(SessionFiles files) {
    return files.agents();
  }

  /**
   * A decoder of which nothing was read.
   *
   * @param name what the session's file is called; names the session where nothing else does
   * @param projects the project of a working directory
   * @param oddities where is counted what is not understood
   */
  SessionDecoder decoder(String name, UnaryOperator<String> projects, Oddities oddities);

  /** Tells the decoder what stands beside a sub-agent's file. */
  default void describe(SessionDecoder decoder, String agentId, Path agentFile)
      throws IOException {}
}
