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

/**
 * What {@code spoor mcp} does, once it is known what was said: standard output is the protocol's.
 */
final class McpServing {
  static final String LISTEN = "--listen";
  static final String NO_VIEWER = "--no-viewer";

  private final Settings settings;
  private final boolean listen;
  private final boolean noViewer;

  McpServing(Settings settings, boolean listen, boolean noViewer) {
    this.settings = settings;
    this.listen = listen;
    this.noViewer = noViewer;
  }

  /**
   * Serves until the client closes its end.
   *
   * @return the exit code
   */
  int run() throws IOException {
    OutputStream protocol = new FileOutputStream(FileDescriptor.out);
    PrintStream diagnostics = System.err;
    System.setOut(diagnostics);
    try (LazyApp app = new LazyApp(settings, line -> diagnostics.println("spoor: " + line));
        Viewing viewing = viewing(diagnostics, app);
        StdioServer server = server(protocol, diagnostics, app, viewing)) {
      Thread end = new Thread(() -> end(server, viewing, app), "spoor-end");
      Runtime.getRuntime().addShutdownHook(end);
      server.serve();
    }
    return 0;
  }

  private Viewing viewing(PrintStream diagnostics, LazyApp app) {
    return new Viewing(
        settings.serving(),
        Version.text(),
        app,
        new FaultLog(diagnostics, App.random()),
        line -> diagnostics.println("spoor: " + line));
  }

  private StdioServer server(
      OutputStream protocol, PrintStream diagnostics, LazyApp app, Viewing viewing) {
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
