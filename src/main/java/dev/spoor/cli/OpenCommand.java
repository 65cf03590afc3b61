package dev.spoor.cli;

import dev.spoor.app.App;
import dev.spoor.app.BackgroundServer;
import dev.spoor.app.BackgroundServer.Running;
import dev.spoor.app.Browser;
import dev.spoor.app.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code spoor open [RUN]}. */
@Command(
    name = "open",
    description = "Show a run, or the list of runs, in the browser; starts a server if none runs.",
    mixinStandardHelpOptions = true)
final class OpenCommand implements Runnable {
  @ParentCommand private Cli cli;

  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      description = "a run id, a trace id, or the first 6 or more digits of either")
  private @Nullable String run;

  @Override
  public void run() {
    Settings settings = cli.settings();
    String storeId;
    String path;
    try (App app = cli.open()) {
      storeId = app.storeId();
      path = run == null ? "/runs" : "/runs/" + app.runs().run(app.runs().resolve(run)).runId();
    }
    Running server = new BackgroundServer(settings).ensure(storeId);
    String page = server.url() + path;
    cli.terminal().print(page);
    server
        .startedProcess()
        .ifPresent(
            id ->
                cli.terminal()
                    .progress("a server was started for it; to end it, end process " + id));
    if (!new Browser(System.getProperty("os.name"), cli.environment()).show(page)) {
      cli.terminal().progress("no desktop here; open this address in a browser");
    }
  }
}
