package dev.spoor.cli;

import dev.spoor.app.App;
import dev.spoor.app.FaultLog;
import dev.spoor.app.LazyApp;
import dev.spoor.app.LazyRemote;
import dev.spoor.app.Settings;
import dev.spoor.app.Viewing;
import dev.spoor.mcp.Links;
import dev.spoor.mcp.RunDefaults;
import dev.spoor.mcp.Services;
import dev.spoor.mcp.StdioServer;
import dev.spoor.mcp.StdioServer.Self;
import dev.spoor.mcp.StdioServer.Streams;
import dev.spoor.remote.RemoteAddress;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

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
    Streams streams = new Streams(System.in, new FileOutputStream(FileDescriptor.out), System.err);
    System.setOut(streams.diagnostics());
    RemoteAddress remote = settings.remote();
    if (remote == null) {
      serveHere(streams);
    } else {
      serveInFrontOf(remote, streams);
    }
    return 0;
  }

  private void serveHere(Streams streams) throws IOException {
    try (LazyApp app = new LazyApp(settings, line -> say(streams, line));
        Viewing viewing = viewing(streams, app);
        StdioServer server = server(streams, app, viewing)) {
      atEnd(() -> end(server, viewing, app));
      server.serve();
    }
  }

  private void serveInFrontOf(RemoteAddress address, Streams streams) throws IOException {
    try (LazyRemote remote =
            new LazyRemote(settings, address, Version.text(), line -> say(streams, line));
        StdioServer server = StdioServer.inFront(streams, self(), remote)) {
      atEnd(() -> end(server, remote));
      server.serve();
    }
  }

  private static void end(StdioServer server, Viewing viewing, LazyApp app) {
    if (app.isOpen()) {
      server.close();
      viewing.close();
      app.close();
    }
  }

  private static void end(StdioServer server, LazyRemote remote) {
    if (remote.isMade()) {
      server.close();
      remote.close();
    }
  }

  /** For a process that is told to end while it serves. */
  private static void atEnd(Runnable end) {
    Runtime.getRuntime().addShutdownHook(new Thread(end, "spoor-end"));
  }

  private static void say(Streams streams, String line) {
    streams.diagnostics().println("spoor: " + line);
  }

  private Viewing viewing(Streams streams, LazyApp app) {
    return new Viewing(
        settings.serving(),
        Version.text(),
        app,
        new FaultLog(streams.diagnostics(), App.random()),
        line -> say(streams, line));
  }

  private StdioServer server(Streams streams, LazyApp app, Viewing viewing) {
    Links links = noViewer ? Links.NONE : viewing::pageOf;
    return StdioServer.here(
        streams,
        self(),
        () -> new Services(app.get().ingest(), app.get().runs(), app.get().evals(), links),
        listen && !noViewer ? viewing::url : () -> {});
  }

  private Self self() {
    RunDefaults defaults =
        new RunDefaults(
            settings.project(),
            settings.feature(),
            settings.tags(),
            settings.sessionId(),
            settings.traceparent());
    return new Self(Version.text(), defaults, App.random(), App.systemClock());
  }
}
