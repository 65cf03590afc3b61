package dev.spoor.cli;

import dev.spoor.app.App;
import dev.spoor.app.LazyApp;
import dev.spoor.app.Settings;
import dev.spoor.mcp.Links;
import dev.spoor.mcp.RunDefaults;
import dev.spoor.mcp.Services;
import dev.spoor.mcp.StdioServer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code spoor mcp}: standard output belongs to the protocol alone. */
@Command(
    name = "mcp",
    description = "Serve MCP on standard input and output, for an agent's client to spawn.",
    mixinStandardHelpOptions = true)
final class McpCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Override
  public Integer call() throws IOException {
    OutputStream protocol = new FileOutputStream(FileDescriptor.out);
    PrintStream diagnostics = System.err;
    System.setOut(diagnostics);
    Settings settings = cli.settings();
    try (LazyApp app = new LazyApp(() -> App.open(settings));
        StdioServer server = server(protocol, diagnostics, settings, app)) {
      Thread end = new Thread(() -> end(server, app), "spoor-end");
      Runtime.getRuntime().addShutdownHook(end);
      server.serve();
    }
    return 0;
  }

  private static StdioServer server(
      OutputStream protocol, PrintStream diagnostics, Settings settings, LazyApp app) {
    return new StdioServer(
        System.in,
        protocol,
        diagnostics,
        Version.text(),
        () -> new Services(app.get().ingest(), app.get().runs(), app.get().evals(), Links.NONE),
        new RunDefaults(
            settings.project(),
            settings.feature(),
            settings.tags(),
            settings.sessionId(),
            settings.traceparent()),
        App.random(),
        App.systemClock());
  }

  /** For a process that is told to end while it serves. */
  private static void end(StdioServer server, LazyApp app) {
    if (app.isOpen()) {
      server.close();
      app.close();
    }
  }
}
