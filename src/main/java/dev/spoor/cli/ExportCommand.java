package dev.spoor.cli;

import dev.spoor.app.App;
import dev.spoor.codec.ExportJson;
import dev.spoor.codec.PayloadCut;
import dev.spoor.codec.otlp.OtlpExport;
import dev.spoor.model.BadInput;
import dev.spoor.model.TraceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code spoor export RUN}. */
@Command(
    name = "export",
    description = "Write a run out, payloads whole.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Runnable {
  @ParentCommand private Cli cli;

  @Parameters(
      paramLabel = "RUN",
      description = "a run id, a trace id, or the first 6 or more digits of either")
  private String run;

  @Option(
      names = "--format",
      defaultValue = "json",
      description =
          "json (default): {trace, spans, evaluations}, which `import spoor` reads; otlp: a request in OTLP/JSON")
  private Format format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "a file instead of standard output")
  private @Nullable Path output;

  /** What a run can be written as. */
  enum Format {
    JSON,
    OTLP
  }

  @Override
  public void run() {
    try (App app = cli.open()) {
      TraceId traceId = app.runs().resolve(run);
      String text =
          switch (format) {
            case JSON ->
                ExportJson.json(
                        app.runs().run(traceId),
                        app.runs().wholeSpans(traceId),
                        PayloadCut.NONE,
                        null)
                    .write();
            case OTLP ->
                OtlpExport.json(app.runs().run(traceId), app.runs().wholeSpans(traceId)).write();
          };
      if (output == null) {
        cli.terminal().print(text);
      } else {
        write(cli.workingDirectory().resolve(output), text);
      }
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text + "\n");
    } catch (IOException e) {
      throw BadInput.of("--output", "must be a file that can be written (" + e + ")");
    }
  }
}
