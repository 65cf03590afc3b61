package dev.spoor.cli;

import dev.spoor.app.SettingsReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The way into {@link Cli}, with short cuts for {@code spoor mcp} and {@code spoor hook}: loading
 * the command line's parser would be most of what a client waits for.
 */
public final class Launch {
  private static final Set<String> SWITCHES = Set.of(McpServing.LISTEN, McpServing.NO_VIEWER);

  private Launch() {}

  /**
   * Runs a command.
   *
   * @return the exit code
   */
  public static int run(String[] arguments) {
    List<String> words = List.of(arguments);
    boolean plain =
        !words.isEmpty()
            && words.get(0).equals("mcp")
            && SWITCHES.containsAll(words.subList(1, words.size()));
    if (words.size() == 2 && words.get(0).equals("hook") && !words.get(1).startsWith("-")) {
      return HookSending.run(words.get(1), System.in, System.out);
    }
    return plain ? serve(Set.copyOf(words)) : Cli.run(arguments);
  }

  private static int serve(Set<String> words) {
    try {
      return new McpServing(
              new SettingsReader(System.getenv(), Path.of("").toAbsolutePath(), Map.of()).read(),
              words.contains(McpServing.LISTEN),
              words.contains(McpServing.NO_VIEWER))
          .run();
    } catch (IOException | RuntimeException failure) {
      return ExitCode.of(failure, new Terminal(System.out, System.err, false));
    }
  }
}
