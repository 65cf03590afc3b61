package dev.spoor.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.codec.claude.ClaudeSession;
import dev.spoor.codec.codex.CodexSession;
import dev.spoor.codec.dialect.OtlpDrafts;
import dev.spoor.codec.hook.HookClient;
import dev.spoor.codec.hook.HookDecoder;
import dev.spoor.codec.hook.HookEvent;
import dev.spoor.codec.otlp.OtlpEncoding;
import dev.spoor.codec.otlp.OtlpReader;
import dev.spoor.codec.session.Oddities;
import dev.spoor.codec.session.SessionDecoder;
import dev.spoor.model.Batch;
import dev.spoor.model.Run;
import dev.spoor.model.RunTotals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A turn as real programs told of it, recorded from them, is one run with each call once, in
 * whatever order its sources come.
 */
class RecordedTurnTest {
  private static final Path SAMPLES = Path.of("src/test/resources/samples/recorded-turn");

  @TempDir private Path folder;
  private int stores;

  /** Spans, calls of models and tools, tokens. */
  @ParameterizedTest
  @CsvSource({
    "claude-code-2.1.197, session hooks logs traces, 6 2 1 18708",
    "claude-code-2.1.197, hooks logs traces, 6 2 1 18708",
    "codex-0.171, session logs, 4 2 1 2560"
  })
  void turn_toldInAnyOrder_isOneRunWithEachCallOnce(String program, String sources, String counts)
      throws IOException {
    for (List<String> order : OneTurnTest.permutations(List.of(sources.split(" ")))) {
      List<Batch> told = new ArrayList<>();
      for (String source : order) {
        told.addAll(source(SAMPLES.resolve(program), source));
      }
      assertEquals(List.of(counts), stored(told), order.toString());
    }
  }

  private static List<Batch> source(Path program, String source) throws IOException {
    List<Batch> told = new ArrayList<>();
    switch (source) {
      case "session" -> told.add(session(program));
      case "hooks" -> {
        HookDecoder decoder = new HookDecoder(directory -> "shop");
        Instant at = Instant.parse("2026-11-28T19:29:00Z");
        for (byte[] line : lines(program.resolve("hooks.jsonl"))) {
          told.add(decoder.decode(HookEvent.read(HookClient.CLAUDE_CODE, line, at, false)));
        }
      }
      default -> otlp(Files.readAllBytes(program.resolve(source + ".json")), source, told);
    }
    return told;
  }

  private static Batch session(Path program) throws IOException {
    SessionDecoder decoder =
        program.getFileName().toString().startsWith("codex")
            ? new CodexSession("file", directory -> "shop", new Oddities())
            : new ClaudeSession("file", directory -> "shop", new Oddities());
    for (byte[] line : lines(program.resolve("session.jsonl"))) {
      decoder.read(null, line);
    }
    return decoder.changes();
  }

  private static void otlp(byte[] json, String source, List<Batch> told) {
    OtlpDrafts drafts = new OtlpDrafts();
    OtlpReader reader = new OtlpReader(OtlpEncoding.JSON, Instant.EPOCH);
    if (source.equals("traces")) {
      reader.spans(json, spans -> told.add(drafts.spans(spans).batch()));
    } else {
      reader.logs(json, logs -> told.add(drafts.logs(logs).batch()));
    }
  }

  private static List<byte[]> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private List<String> stored(List<Batch> told) {
    try (ImportRoom room = new ImportRoom(folder.resolve("store" + stores++))) {
      told.forEach(room::accept);
      return room.runs().stream().map(RecordedTurnTest::counts).toList();
    }
  }

  private static String counts(Run run) {
    RunTotals totals = run.totals();
    return "%d %d %d %d"
        .formatted(
            totals.spanCount(),
            totals.llmCallCount(),
            totals.toolCallCount(),
            totals.usage().totalTokens());
  }
}
