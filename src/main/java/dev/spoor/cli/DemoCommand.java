package dev.spoor.cli;

import dev.spoor.app.App;
import dev.spoor.app.Demo;
import dev.spoor.cli.Terminal.Style;
import dev.spoor.model.Run;
import dev.spoor.model.RunFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code spoor demo}. */
@Command(
    name = "demo",
    description =
        "Import real agent runs into a fresh database, record one more through a real MCP client, and show them all.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Runnable {
  private static final int MOST_RUNS = 20;

  @ParentCommand private Cli cli;

  @Override
  public void run() {
    Terminal terminal = cli.terminal();
    Path database = freshFolder().resolve("spoor.db");
    try (App app = App.open(cli.settings().withDatabase(database))) {
      Demo demo = new Demo(app, database);
      terminal.progress("importing real runs of a coding agent ...");
      demo.importSamples();
      terminal.progress("recording a run through an MCP client and `spoor mcp` ...");
      demo.drive((call, answer) -> print(terminal, call, answer));
      terminal.print("");
      app.runs().list(RunFilter.ALL, null, MOST_RUNS).runs().stream()
          .sorted(Comparator.comparing(run -> run.totals().startedAt()))
          .forEach(run -> print(app, run));
    }
    terminal.print(terminal.styled(Style.DIM, "kept in " + database));
    terminal.print("look again:  scripts/spoor --db " + database + " runs");
  }

  private static Path freshFolder() {
    try {
      return Files.createTempDirectory("spoor-demo-");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder can be made", e);
    }
  }

  private static void print(Terminal terminal, String call, String answer) {
    terminal.print(terminal.styled(Style.BOLD, "> " + Terminal.safe(call, 110)));
    terminal.print("  " + Terminal.safe(answer, 240));
  }

  private void print(App app, Run run) {
    new RunText(cli.terminal()).print(run, app.runs().spans(run.traceId()));
    cli.terminal().print("");
  }
}
