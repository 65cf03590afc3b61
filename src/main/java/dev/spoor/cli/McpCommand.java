package dev.spoor.cli;

import dev.spoor.app.App;
import dev.spoor.app.FaultLog;
import dev.spoor.app.LazyApp;
import dev.spoor.app.Settings;
import dev.spoor.app.Viewing;
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
      names = "--listen",
      description = "serve the pages from the first list of tools on, not from the first call")
  private boolean listen;

  @Option(names = "--no-viewer", description = "serve no pages; links are null")
  private boolean noViewer;

  @Override
  public Integer call() throws IOException {
    OutputStream protocol = new FileOutputStream(FileDescriptor.out);
    PrintStream diagnostics = System.err;
    System.setOut(diagnostics);
    Settings settings = cli.settings();
    try (LazyApp app = new LazyApp(() -> App.open(settings));
        Viewing viewing = viewing(diagnostics, settings, app);
        StdioServer server = server(protocol, diagnostics, settings, app, viewing)) {
      Thread end = new Thread(() -> end(server, viewing, app), "spoor-end");
      Runtime.getRuntime().addShutdownHook(end);
      server.serve();
    }
    return 0;
  }

  private static Viewing viewing(PrintStream diagnostics, Settings settings, LazyApp app) {
    return new Viewing(
        settings.serving(),
        Version.text(),
        app,
        new FaultLog(diagnostics, App.random()),
        line -> diagnostics.println("spoor: " + line));
  }

  private StdioServer server(
      OutputStream protocol,
      PrintStream diagnostics,
      Settings settings,
      LazyApp app,
      Viewing viewing) {
    Links links = noViewer ? Links.NONE : viewing::pageOf;
    return new StdioServer(
        System.in,
        protocol,
        diagnostics,
        Version.text(),
        () -> new Services(app.get().ingest(), app.get().runs(), app.get().evals(), links),
        new RunDefaults(
            settings.project(),
            settings.feature(),
            settings.tags(),
            settings.sessionId(),
            settings.traceparent()),
        App.random(),
        App.systemClock(),
        listen && !noViewer ? viewing::url : () -> {});
  }

  /** For a process that is told to end while it serves. */
  private static void end(StdioServer server, Viewing viewing, LazyApp app) {
    if (app.isOpen()) {
      server.close();
      viewing.close();
      app.close();
    }
  }
}
