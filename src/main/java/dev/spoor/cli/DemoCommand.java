package dev.spoor.cli;

import dev.spoor.app.App;
import dev.spoor.app.Demo;
import dev.spoor.app.FaultLog;
import dev.spoor.app.Settings;
import dev.spoor.app.Viewing;
import dev.spoor.cli.Terminal.Style;
import dev.spoor.model.Run;
import dev.spoor.model.RunFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code spoor demo}. */
@Command(
    name = "demo",
    description =
        "Import real agent runs into a fresh database, record more through a real MCP client, show"
            + " them, and serve their pages until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final int MOST_RUNS = 40;
  private static final int MOST_ROWS_OF_A_TREE = 40;

  @ParentCommand private Cli cli;

  @Option(names = "--no-serve", description = "end when all is shown")
  private boolean noServe;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = cli.settings().withDatabase(freshFolder().resolve("spoor.db"));
    App app = App.open(settings);
    Viewing viewing = viewing(settings, app);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(viewing, app), "spoor-end"));
    String url = noServe ? null : viewing.url();
    List<Run> runs = record(app, settings);
    runs.forEach(run -> print(app, run));
    cli.terminal().print("kept in " + settings.database());
    if (url != null) {
      serve(runs, url);
    }
    return 0;
  }

  private List<Run> record(App app, Settings settings) {
    Demo demo = new Demo(app, settings);
    cli.terminal().progress("importing real runs and sessions of coding agents ...");
    demo.importSamples();
    cli.terminal().progress("recording runs through an MCP client and `spoor mcp` ...");
    demo.drive(this::print);
    cli.terminal().print("");
    return app.runs().list(RunFilter.ALL, null, MOST_RUNS).runs().stream()
        .sorted(Comparator.comparing(run -> run.totals().startedAt()))
        .toList();
  }

  private void serve(List<Run> runs, String url) throws InterruptedException {
    cli.terminal().print("");
    cli.terminal().print("replay them in a browser:");
    for (Run run : runs) {
      cli.terminal()
          .print("  " + url + "/runs/" + run.runId() + "  " + Terminal.safe(run.name(), 70));
    }
    cli.terminal().print("all of them: " + url + "/runs");
    cli.terminal().progress("serving; Ctrl-C ends it");
    new CountDownLatch(1).await();
  }

  private Viewing viewing(Settings settings, App app) {
    return new Viewing(
        settings.serving(),
        Version.text(),
        () -> app,
        new FaultLog(cli.terminal().err(), App.random()),
        cli.terminal()::progress);
  }

  private static void end(Viewing viewing, App app) {
    viewing.close();
    app.close();
  }

  private static Path freshFolder() {
    try {
      return Files.createTempDirectory("spoor-demo-");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder can be made", e);
    }
  }

  private void print(String call, String answer) {
    cli.terminal().print(cli.terminal().styled(Style.BOLD, "> " + Terminal.safe(call, 110)));
    cli.terminal().print("  " + Terminal.safe(answer, 240));
  }

  private void print(App app, Run run) {
    new RunText(cli.terminal())
        .print(run, app.runs().spans(run.traceId()), List.of(), MOST_ROWS_OF_A_TREE);
    cli.terminal().print("");
  }
}
