package dev.spoor.cli;

import dev.spoor.app.App;
import dev.spoor.app.FaultLog;
import dev.spoor.app.LazyApp;
import dev.spoor.app.OtlpGrpcPort;
import dev.spoor.app.OtlpPort;
import dev.spoor.app.Setting;
import dev.spoor.app.Settings;
import dev.spoor.app.Viewing;
import dev.spoor.forward.Forwarder;
import dev.spoor.http.Standing;
import dev.spoor.http.Standing.Role;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.model.BadInput;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code spoor serve}. */
@Command(
    name = "serve",
    description = "Serve the pages, REST, MCP at /mcp and /sse, and OTLP, over HTTP until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Option(
      names = "--host",
      description = "an address of this machine (default: $SPOOR_HOST, 127.0.0.1)")
  private @Nullable String host;

  @Option(
      names = "--port",
      description = "0 for any that is free (default: $SPOOR_PORT, else 4319)")
  private @Nullable String port;

  @Option(
      names = "--otlp-port",
      description = "where OTLP is taken too, 0 for nowhere (default: $SPOOR_OTLP_PORT, else 4318)")
  private @Nullable String otlpPort;

  @Option(
      names = "--otlp-grpc-port",
      description =
          "where OTLP over gRPC is taken, usually 4317 (default: $SPOOR_OTLP_GRPC_PORT, else nowhere)")
  private @Nullable String otlpGrpcPort;

  @Option(
      names = "--forward",
      paramLabel = "URL",
      description =
          "an OTLP receiver to which what is recorded is passed on, none for nobody any more (default:"
              + " $SPOOR_FORWARD, else nobody)")
  private @Nullable String forward;

  @Option(
      names = "--forward-all",
      description = "pass on too what was recorded before --forward was first given")
  private boolean forwardAll;

  @Option(names = "--json", description = "print {url, store, role} in one line")
  private boolean json;

  private volatile @Nullable OtlpPort otlp;
  private volatile @Nullable OtlpGrpcPort otlpOverGrpc;
  private volatile @Nullable Forwarder forwarder;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = cli.settings(options()).read();
    if (forwardAll && settings.forwarding().target() == null) {
      throw BadInput.of("--forward-all", "needs to know to whom")
          .example("--forward http://127.0.0.1:4318 --forward-all");
    }
    LazyApp app = new LazyApp(settings, cli.terminal()::progress);
    String store = app.get().location();
    FaultLog faults = new FaultLog(cli.terminal().err(), App.random());
    Viewing viewing =
        new Viewing(settings.serving(), Version.text(), app, faults, cli.terminal()::progress);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(viewing, app), "spoor-end"));
    Standing standing = viewing.start();
    otlp =
        OtlpPort.open(
                settings.serving(),
                Version.text(),
                standing.url(),
                app.get(),
                faults,
                cli.terminal()::progress)
            .orElse(null);
    otlpOverGrpc =
        OtlpGrpcPort.open(settings.serving(), app.get(), faults, cli.terminal()::progress)
            .orElse(null);
    forwarder =
        app.get().forward(settings.forwarding(), forwardAll, cli.terminal()::progress).orElse(null);
    print(standing, store);
    new CountDownLatch(1).await();
    return 0;
  }

  private Map<Setting, String> options() {
    Map<Setting, String> options = new EnumMap<>(Setting.class);
    if (host != null) {
      options.put(Setting.HOST, host);
    }
    if (port != null) {
      options.put(Setting.PORT, port);
    }
    if (otlpPort != null) {
      options.put(Setting.OTLP_PORT, otlpPort);
    }
    if (otlpGrpcPort != null) {
      options.put(Setting.OTLP_GRPC_PORT, otlpGrpcPort);
    }
    if (forward != null) {
      options.put(Setting.FORWARD, forward);
    }
    return options;
  }

  private void print(Standing standing, String store) {
    if (json) {
      JsonObject line =
          JsonObject.builder()
              .put("url", new JsonString(standing.url()))
              .put("store", new JsonString(store))
              .put("role", new JsonString(standing.role().name().toLowerCase(Locale.ROOT)))
              .build();
      cli.terminal().print(line.write());
      return;
    }
    cli.terminal().print(standing.url());
    cli.terminal()
        .progress(
            standing.role() == Role.FOLLOWING
                ? "another process serves " + store + " there; this one goes on when that one ends"
                : "serving " + store + "; Ctrl-C ends it");
  }

  private void end(Viewing viewing, LazyApp app) {
    Forwarder passing = forwarder;
    if (passing != null) {
      passing.close();
    }
    OtlpPort open = otlp;
    if (open != null) {
      open.close();
    }
    OtlpGrpcPort openToo = otlpOverGrpc;
    if (openToo != null) {
      openToo.close();
    }
    viewing.close();
    app.close();
  }
}
