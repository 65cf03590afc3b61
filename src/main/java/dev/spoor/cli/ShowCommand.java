package dev.spoor.cli;

import dev.spoor.app.App;
import dev.spoor.codec.ExportJson;
import dev.spoor.codec.PayloadCut;
import dev.spoor.model.Run;
import dev.spoor.model.TraceId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code spoor show RUN}. */
@Command(name = "show", description = "Show a run as a tree.", mixinStandardHelpOptions = true)
final class ShowCommand implements Runnable {
  private static final int MOST_STARTED = 1_000;

  @ParentCommand private Cli cli;

  @Parameters(
      paramLabel = "RUN",
      description = "a run id, a trace id, or the first 6 or more digits of either")
  private String run;

  @Option(names = "--json", description = "print {trace, spans, evaluations}, payloads whole")
  private boolean json;

  @Override
  public void run() {
    try (App app = cli.open()) {
      TraceId traceId = app.runs().resolve(run);
      Run found = app.runs().run(traceId);
      if (json) {
        cli.terminal()
            .print(
                ExportJson.json(found, app.runs().wholeSpans(traceId), PayloadCut.NONE, null)
                    .write());
      } else {
        new RunText(cli.terminal())
            .print(found, app.runs().spans(traceId), app.runs().startedBy(traceId, MOST_STARTED));
      }
    }
  }
}
