package dev.spoor.cli;

import dev.spoor.app.App;
import dev.spoor.capture.CodingAgent;
import dev.spoor.capture.TranscriptImporter;
import dev.spoor.capture.TranscriptReport;
import dev.spoor.capture.TranscriptRoots;
import dev.spoor.codec.RunListView;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.model.BadInput;
import dev.spoor.model.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code spoor import AGENT [PATH...]}; exit code 2 when a file could not be read. */
@Command(mixinStandardHelpOptions = true)
abstract class ImportSessions implements Callable<Integer> {
  private static final long LOOK_EVERY_MILLISECONDS = 500;
  private static final long END_WITHIN_SECONDS = 10;
  private static final double BYTES_A_MEGABYTE = 1e6;
  private static final double NANOS_A_SECOND = 1e9;

  @ParentCommand private ImportCommand parent;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "transcripts, or folders of them (default: where the agent keeps them)")
  private @Nullable List<Path> paths;

  @Option(names = "--watch", description = "go on importing what is written, until Ctrl-C")
  private boolean watch;

  @Option(
      names = "--json",
      description = "print {traces, nextCursor, import}; with --watch one line each time")
  private boolean json;

  private final CodingAgent agent;
  private long since = System.nanoTime();

  ImportSessions(CodingAgent agent) {
    this.agent = agent;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<Path> folders = paths == null || paths.isEmpty() ? defaults() : absolute(paths);
    if (watch) {
      follow(folders);
      return 0;
    }
    try (App app = parent.cli().open()) {
      TranscriptReport report =
          new TranscriptImporter(agent, app.ingest(), app.importedFiles()).run(folders, file -> {});
      print(report);
      return report.failures().isEmpty() ? 0 : 2;
    }
  }

  private void follow(List<Path> folders) throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(asked, ended), "spoor-end"));
    try (App app = parent.cli().open()) {
      parent.cli().terminal().progress("following; Ctrl-C ends");
      new TranscriptImporter(agent, app.ingest(), app.importedFiles())
          .follow(folders, () -> isTimeToLook(asked), this::print);
    } finally {
      ended.countDown();
    }
  }

  private static boolean isTimeToLook(CountDownLatch asked) {
    try {
      return !asked.await(LOOK_EVERY_MILLISECONDS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Lets what was begun be stored before the process ends. */
  private static void end(CountDownLatch asked, CountDownLatch ended) {
    asked.countDown();
    try {
      ended.await(END_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Path> absolute(List<Path> relative) {
    return relative.stream().map(parent.cli().workingDirectory()::resolve).toList();
  }

  /** Where the agent keeps its sessions. */
  private List<Path> defaults() {
    TranscriptRoots roots =
        TranscriptRoots.of(parent.cli().environment(), parent.cli().workingDirectory());
    List<Path> there = roots.there(agent);
    if (there.isEmpty()) {
      throw BadInput.of("PATH", "is required: there is no folder of sessions in " + roots.of(agent))
          .example("spoor import " + agent.word() + " " + roots.of(agent).get(0));
    }
    return there;
  }

  private void print(TranscriptReport report) {
    Terminal terminal = parent.cli().terminal();
    if (json) {
      terminal.print(json(report).write());
    } else {
      for (Run run : report.runs()) {
        terminal.print(run.runId() + "  " + Terminal.safe(run.name(), 80));
      }
    }
    report
        .failures()
        .forEach(
            failure -> terminal.progress("left out " + failure.file() + ": " + failure.reason()));
    report
        .oddities()
        .forEach(
            (kind, count) ->
                terminal.progress("not understood: " + count + " x " + Terminal.safe(kind, 120)));
    terminal.progress(summary(report));
  }

  private String summary(TranscriptReport report) {
    long now = System.nanoTime();
    double seconds = Math.max(1, now - since) / NANOS_A_SECOND;
    double megabytes = report.bytes() / BYTES_A_MEGABYTE;
    since = now;
    String what =
        String.format(
            Locale.ROOT,
            "%d runs, %d spans from %d lines of %d files, %.1f MB",
            report.runs().size(),
            report.spans(),
            report.lines(),
            report.files(),
            megabytes);
    return watch
        ? what
        : what + String.format(Locale.ROOT, " in %.1f s (%.1f MB/s)", seconds, megabytes / seconds);
  }

  private static JsonObject json(TranscriptReport report) {
    JsonObject.Builder oddities = JsonObject.builder();
    report.oddities().forEach(oddities::put);
    JsonObject imported =
        JsonObject.builder()
            .put("sessions", report.sessions())
            .put("files", report.files())
            .put("lines", report.lines())
            .put("bytes", report.bytes())
            .put("runs", report.runs().size())
            .put("spans", report.spans())
            .put("not_understood", oddities.build())
            .put(
                "failures",
                JsonArray.of(
                    report.failures(),
                    failure -> new JsonString(failure.file() + ": " + failure.reason())))
            .build();
    JsonObject.Builder all = JsonObject.builder();
    RunListView.json(report.runs(), null).members().forEach(all::put);
    return all.put("import", imported).build();
  }

  /** {@code spoor import claude-code}. */
  @Command(
      name = "claude-code",
      description = "Sessions that Claude Code wrote down, a run each turn.")
  static final class ClaudeCode extends ImportSessions {
    ClaudeCode() {
      super(CodingAgent.CLAUDE_CODE);
    }
  }

  /** {@code spoor import codex}. */
  @Command(name = "codex", description = "Sessions that Codex wrote down, a run each turn.")
  static final class Codex extends ImportSessions {
    Codex() {
      super(CodingAgent.CODEX);
    }
  }

  /** {@code spoor import gemini}. */
  @Command(name = "gemini", description = "Sessions that Gemini CLI wrote down, a run each turn.")
  static final class Gemini extends ImportSessions {
    Gemini() {
      super(CodingAgent.GEMINI);
    }
  }
}
