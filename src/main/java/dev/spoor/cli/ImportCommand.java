package dev.spoor.cli;

import dev.spoor.app.App;
import dev.spoor.capture.AtifImport;
import dev.spoor.capture.ImportReport;
import dev.spoor.capture.OtlpImport;
import dev.spoor.capture.SpoorImport;
import dev.spoor.codec.RunListView;
import dev.spoor.model.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code spoor import}. */
@Command(
    name = "import",
    description = "Read runs that other tools wrote; reading twice changes nothing.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ImportSessions.ClaudeCode.class,
      ImportSessions.Codex.class,
      ImportSessions.Gemini.class,
      ImportCommand.Atif.class,
      ImportCommand.Otlp.class,
      ImportCommand.Exported.class
    })
final class ImportCommand {
  @ParentCommand private Cli cli;

  Cli cli() {
    return cli;
  }

  /** {@code spoor import atif PATH...}; exit code 2 when a file could not be read. */
  @Command(
      name = "atif",
      description = "Agent Trajectory Interchange Format, version 1.",
      mixinStandardHelpOptions = true)
  static final class Atif implements Callable<Integer> {
    @ParentCommand private ImportCommand parent;

    @Parameters(
        paramLabel = "PATH",
        arity = "1..*",
        description = "files, or folders of .json files")
    private List<Path> paths;

    @Option(names = "--json", description = "print the imported runs as {traces, nextCursor}")
    private boolean json;

    @Override
    public Integer call() {
      return parent.run(
          paths, json, (app, files, progress) -> new AtifImport(app.ingest()).run(files, progress));
    }
  }

  /** {@code spoor import otlp PATH...}; exit code 2 when a file or span could not be read. */
  @Command(
      name = "otlp",
      description = "Exports of OpenTelemetry: OTLP in protobuf, in JSON, or in JSON a line.",
      mixinStandardHelpOptions = true)
  static final class Otlp implements Callable<Integer> {
    @ParentCommand private ImportCommand parent;

    @Parameters(
        paramLabel = "PATH",
        arity = "1..*",
        description = "files, or folders of .json, .jsonl, .pb and .gz files")
    private List<Path> paths;

    @Option(names = "--json", description = "print the imported runs as {traces, nextCursor}")
    private boolean json;

    @Override
    public Integer call() {
      return parent.run(
          paths, json, (app, files, progress) -> new OtlpImport(app.ingest()).run(files, progress));
    }
  }

  /** {@code spoor import spoor PATH...}; exit code 2 when a run could not be read whole. */
  @Command(
      name = "spoor",
      description = "What `spoor export` and `spoor show --json` wrote, one run a file or a line.",
      mixinStandardHelpOptions = true)
  static final class Exported implements Callable<Integer> {
    @ParentCommand private ImportCommand parent;

    @Parameters(
        paramLabel = "PATH",
        arity = "1..*",
        description = "files, or folders of .json, .jsonl and .gz files")
    private List<Path> paths;

    @Option(names = "--json", description = "print the imported runs as {traces, nextCursor}")
    private boolean json;

    @Override
    public Integer call() {
      return parent.run(
          paths,
          json,
          (app, files, progress) -> new SpoorImport(app.ingest()).run(files, progress));
    }
  }

  private interface Importer {
    ImportReport run(App app, List<Path> files, Consumer<Path> progress);
  }

  private int run(List<Path> paths, boolean json, Importer importer) {
    Terminal terminal = cli.terminal();
    try (App app = cli.open()) {
      List<Path> absolute = paths.stream().map(cli.workingDirectory()::resolve).toList();
      ImportReport report =
          importer.run(app, absolute, file -> terminal.progress("reading " + file));
      print(report.runs(), json);
      report
          .failures()
          .forEach(
              failure ->
                  terminal.progress(
                      "left out " + failure.file() + ": " + Terminal.safe(failure.reason(), 500)));
      return report.failures().isEmpty() ? 0 : 2;
    }
  }

  private void print(List<Run> runs, boolean json) {
    Terminal terminal = cli.terminal();
    if (json) {
      terminal.print(RunListView.json(runs, null).write());
    } else {
      runs.forEach(run -> terminal.print(run.runId() + "  " + Terminal.safe(run.name(), 80)));
      terminal.progress(runs.size() + (runs.size() == 1 ? " run" : " runs") + " imported");
    }
  }
}
