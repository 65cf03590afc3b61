package dev.spoor.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code spoor mcp}: standard output belongs to the protocol alone. */
@Command(
    name = "mcp",
    description = "Serve MCP on standard input and output, for an agent's client to spawn.",
    mixinStandardHelpOptions = true)
final class McpCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Option(
      names = McpServing.LISTEN,
      description = "serve the pages from the first list of tools on, not from the first call")
  private boolean listen;

  @Option(names = McpServing.NO_VIEWER, description = "serve no pages; links are null")
  private boolean noViewer;

  @Override
  public Integer call() throws IOException {
    return new McpServing(cli.settings(), listen, noViewer).run();
  }
}
