package dev.spoor.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.codec.claude.ClaudeSession;
import dev.spoor.codec.codex.CodexSession;
import dev.spoor.codec.dialect.OtlpDrafts;
import dev.spoor.codec.gemini.GeminiSession;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
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

  /** Of each turn: spans, calls of models and tools, tokens. */
  @ParameterizedTest
  @CsvSource({
    "claude-code-2.1.197, session hooks logs traces, 6 2 1 18708",
    "claude-code-2.1.197, hooks logs traces, 6 2 1 18708",
    "codex-0.171, session logs, 4 2 1 2560",
    "codex-0.171-traces, session, 4 2 1 3103 / 4 2 1 3907",
    "codex-0.171-traces, logs, 4 2 1 3103 / 4 2 1 3907",
    "codex-0.171-traces, traces, 109 2 1 3103 / 106 2 1 3907",
    "codex-0.171-traces, session logs, 4 2 1 3103 / 4 2 1 3907",
    "codex-0.171-traces, session traces, 109 2 1 3103 / 106 2 1 3907",
    "codex-0.171-traces, logs traces, 109 2 1 3103 / 106 2 1 3907",
    "codex-0.171-traces, session logs traces, 109 2 1 3103 / 106 2 1 3907",
    "gemini-cli-0.61, session, 4 2 1 2303 / 4 2 1 3107",
    "gemini-cli-0.61, session logs, 4 2 1 2303 / 4 2 1 3107",
    "gemini-cli-0.61, session traces, 5 2 1 2303 / 5 2 1 3107",
    "gemini-cli-0.61, logs traces, 5 2 1 2303 / 5 2 1 3107",
    "gemini-cli-0.61, session logs traces, 5 2 1 2303 / 5 2 1 3107",
    "gemini-cli-0.61-untraced, session logs, 4 2 1 2303 / 4 2 1 3107",
    "gemini-cli-0.61-untraced, logs traces, 7 2 1 2303 / 7 2 1 3107",
    "gemini-cli-0.61-untraced, session logs traces, 7 2 1 2303 / 7 2 1 3107"
  })
  void turns_toldInAnyOrder_areOneRunEachWithEachCallOnce(
      String program, String sources, String counts) throws IOException {
    for (List<String> order : OneTurnTest.permutations(List.of(sources.split(" ")))) {
      List<Batch> told = new ArrayList<>();
      OtlpDrafts drafts = new OtlpDrafts();
      for (String source : order) {
        told.addAll(source(SAMPLES.resolve(program), source, drafts));
      }
      assertEquals(counts, stored(told), order.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "codex-0.171-traces, 109 2 1 3103 / 106 2 1 3907",
    "gemini-cli-0.61, 5 2 1 2303 / 5 2 1 3107",
    "gemini-cli-0.61-untraced, 7 2 1 2303 / 7 2 1 3107"
  })
  void turns_toldAllMixedBySourcesApart_areOneRunEachWithEachCallOnce(String program, String counts)
      throws IOException {
    for (long seed = 1; seed <= 12; seed++) {
      List<Deque<Batch>> left = new ArrayList<>();
      for (String source : List.of("followed", "logs", "traces")) {
        left.add(new ArrayDeque<>(source(SAMPLES.resolve(program), source, new OtlpDrafts())));
      }
      Random random = new Random(seed);
      List<Batch> mixed = new ArrayList<>();
      while (!left.isEmpty()) {
        mixed.add(left.get(random.nextInt(left.size())).remove());
        left.removeIf(Deque::isEmpty);
      }
      assertEquals(counts, stored(mixed), "seed " + seed);
    }
  }

  private static List<Batch> source(Path program, String source, OtlpDrafts drafts)
      throws IOException {
    List<Batch> told = new ArrayList<>();
    switch (source) {
      case "session" -> session(program, false, told);
      case "followed" -> session(program, true, told);
      case "hooks" -> {
        HookDecoder decoder = new HookDecoder(directory -> "shop");
        Instant at = Instant.parse("2026-11-28T19:29:00Z");
        for (byte[] line : lines(program.resolve("hooks.jsonl"))) {
          told.add(decoder.decode(HookEvent.read(HookClient.CLAUDE_CODE, line, at, false)));
        }
      }
      default -> {
        for (byte[] request : requests(program, source)) {
          otlp(request, source, drafts, told);
        }
      }
    }
    return told;
  }

  /** What is told of the file when it is read at once, or after each of its lines. */
  private static void session(Path program, boolean eachLine, List<Batch> told) throws IOException {
    SessionDecoder decoder =
        switch (program.getFileName().toString().split("-")[0]) {
          case "codex" -> new CodexSession("file", directory -> "shop", new Oddities());
          case "gemini" -> new GeminiSession("file", directory -> "shop", new Oddities());
          default -> new ClaudeSession("file", directory -> "shop", new Oddities());
        };
    for (byte[] line : lines(program.resolve("session.jsonl"))) {
      decoder.read(null, line);
      if (eachLine) {
        told.add(decoder.changes());
      }
    }
    told.add(decoder.changes());
  }

  /** What was sent, a request each. */
  private static List<byte[]> requests(Path program, String source) throws IOException {
    Path several = program.resolve(source + ".jsonl");
    return Files.exists(several)
        ? lines(several)
        : List.of(Files.readAllBytes(program.resolve(source + ".json")));
  }

  private static void otlp(byte[] json, String source, OtlpDrafts drafts, List<Batch> told) {
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

  private String stored(List<Batch> told) {
    try (ImportRoom room = new ImportRoom(folder.resolve("store" + stores++))) {
      told.forEach(room::accept);
      return room.runs().stream()
          .sorted(Comparator.comparing((Run run) -> run.totals().startedAt()))
          .map(RecordedTurnTest::counts)
          .collect(Collectors.joining(" / "));
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
