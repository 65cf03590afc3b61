package dev.spoor.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code spoor hook CLIENT}; with nothing else said {@link Launch} comes before it. */
@Command(
    name = "hook",
    description = "Send the event of a hook, read from standard input, to the running server.",
    mixinStandardHelpOptions = true)
final class HookCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CLIENT", description = "claude-code, cursor or codex")
  private String client;

  @Override
  public Integer call() {
    return HookSending.run(client, System.in, System.out);
  }
}
