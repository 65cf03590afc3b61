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
import dev.spoor.model.Span;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the sources of a coding agent tell of its turns, in their own words: one run a turn and each
 * call once, in whatever order they come.
 */
class OneTurnTest {
  private static final Path SAMPLES = Path.of("src/test/resources/samples/one-turn");
  private static final String AGENT = "agent-";
  private static final int TURNS = 2;

  @TempDir private Path folder;
  private int stores;

  /** What one source tells, in the order in which it does. */
  private record Source(String name, List<Batch> batches) {}

  @ParameterizedTest
  @CsvSource({
    "claude-code, session hooks logs traces, 11 5 2 4926",
    "claude-code, session hooks logs-in-trace traces, 11 5 2 4926",
    "claude-code, session logs, 9 5 2 4926",
    "claude-code before 2.1.196, session hooks logs traces, 11 5 2 4926",
    "claude-code before 2.1.196, session hooks logs-in-trace traces, 11 5 2 4926",
    "codex, session hooks logs, 4 2 1 2310",
    "codex, session hooks logs traces, 4 2 1 2310",
    "codex, session logs-in-trace traces, 4 2 1 2310",
    "gemini, session logs, 4 2 1 2320",
    "gemini, session traces, 5 2 1 2320",
    "gemini, session logs-in-trace traces, 5 2 1 2320"
  })
  void turns_toldInAnyOrder_areOneRunEachWithEachCallOnce(
      String agent, String sources, String counts) throws IOException {
    String expected = null;
    boolean byTurns = true;
    for (List<String> order : permutations(List.of(sources.split(" ")))) {
      String stored = stored(told(agent, order, byTurns));
      expected = expected == null ? stored : expected;
      assertEquals(expected, stored, order + " " + byTurns);
      byTurns = !byTurns;
    }
    assertEquals(counts, expected.lines().findFirst().orElse(""));
  }

  @ParameterizedTest
  @CsvSource({
    "claude-code, session hooks logs-in-trace traces",
    "claude-code before 2.1.196, session hooks logs traces",
    "codex, session hooks logs",
    "gemini, session logs"
  })
  void turns_toldAllMixed_areTheSameRuns(String agent, String sources) throws IOException {
    List<String> order = List.of(sources.split(" "));
    String expected = stored(told(agent, order, true));
    for (long seed = 1; seed <= 8; seed++) {
      List<Source> left = new ArrayList<>();
      for (String name : order) {
        left.add(new Source(name, new ArrayList<>(source(agent, name))));
      }
      Random random = new Random(seed);
      List<Batch> mixed = new ArrayList<>();
      while (!left.isEmpty()) {
        Source next = left.get(random.nextInt(left.size()));
        mixed.add(next.batches().remove(0));
        left.removeIf(source -> source.batches().isEmpty());
      }
      assertEquals(expected, stored(mixed), "seed " + seed);
    }
  }

  private List<Batch> told(String agent, List<String> order, boolean byTurns) throws IOException {
    List<Batch> told = new ArrayList<>();
    for (int turn = 0; turn < (byTurns ? TURNS : 1); turn++) {
      for (String name : order) {
        List<Batch> all = source(agent, name);
        int half = all.size() / TURNS;
        told.addAll(byTurns ? all.subList(turn * half, turn * half + half) : all);
      }
    }
    return told;
  }

  /** All that a source tells, as many batches of each turn as of the other. */
  private static List<Batch> source(String agent, String name) throws IOException {
    if (name.equals("session")) {
      return session(agent);
    }
    OtlpDrafts drafts = new OtlpDrafts();
    HookDecoder hooks = new HookDecoder(directory -> "shop");
    List<Batch> batches = new ArrayList<>();
    for (int turn = 1; turn <= TURNS; turn++) {
      Path file = folderOf(agent).resolve(name + "-" + turn);
      if (name.equals("hooks")) {
        hooks(agent, Path.of(file + ".jsonl"), turn, hooks, batches);
      } else {
        byte[] json = bytes(agent, Files.readString(Path.of(file + ".json")));
        OtlpReader reader = new OtlpReader(OtlpEncoding.JSON, Instant.EPOCH);
        if (name.equals("traces")) {
          reader.spans(json, spans -> batches.add(drafts.spans(spans).batch()));
        } else {
          reader.logs(json, logs -> batches.add(drafts.logs(logs).batch()));
        }
      }
    }
    return batches;
  }

  private static void hooks(
      String agent, Path file, int turn, HookDecoder decoder, List<Batch> batches)
      throws IOException {
    HookClient client = HookClient.parse(agent.split(" ")[0]).orElseThrow();
    Instant at = Instant.parse("2026-08-01T12:00:00Z").plusSeconds(60L * (turn - 1));
    for (String line : Files.readAllLines(file)) {
      byte[] event = bytes(agent, line);
      batches.add(decoder.decode(HookEvent.read(client, event, at, false)));
    }
  }

  private static List<Batch> session(String agent) throws IOException {
    SessionDecoder decoder =
        switch (agent) {
          case "codex" -> new CodexSession("file", directory -> "shop", new Oddities());
          case "gemini" -> new GeminiSession("file", directory -> "shop", new Oddities());
          default -> new ClaudeSession("file", directory -> "shop", new Oddities());
        };
    Path folder = folderOf(agent);
    List<String> lines = Files.readAllLines(folder.resolve("session.jsonl"));
    List<Batch> batches = new ArrayList<>();
    int half = (lines.size() + 1) / TURNS;
    List<Path> agents = agents(folder);
    for (int turn = 0; turn < TURNS; turn++) {
      for (String line : lines.subList(turn * half, Math.min(lines.size(), turn * half + half))) {
        decoder.read(null, bytes(agent, line));
      }
      for (Path file : agents.isEmpty() ? agents : List.of(agents.get(turn))) {
        for (String line : Files.readAllLines(file)) {
          String agentId = SessionFiles.stem(file).substring(AGENT.length());
          decoder.read(agentId, bytes(agent, line));
        }
      }
      batches.add(decoder.changes());
    }
    return batches;
  }

  private static Path folderOf(String agent) {
    return SAMPLES.resolve(agent.split(" ")[0]);
  }

  /** What older versions wrote names no prompt. */
  private static byte[] bytes(String agent, String text) {
    String told =
        agent.contains("before") ? text.replaceAll("\"prompt(Id|_id|.id)\"", "\"other\"") : text;
    return told.getBytes(StandardCharsets.UTF_8);
  }

  private static List<Path> agents(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> SessionFiles.stem(file).startsWith(AGENT))
          .sorted(Comparator.comparing(OneTurnTest::firstLine))
          .toList();
    }
  }

  private static String firstLine(Path file) {
    try {
      return Files.readAllLines(file).get(0).replaceFirst(".*\"timestamp\"", "");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The runs as trees, without what is told apart only by its ids; first the first's counts. */
  private String stored(List<Batch> told) {
    try (ImportRoom room = new ImportRoom(folder.resolve("store" + stores++))) {
      told.forEach(room::accept);
      List<Run> runs = new ArrayList<>(room.runs());
      runs.sort(Comparator.comparing(Run::name));
      assertEquals(TURNS, runs.size(), () -> runs.stream().map(Run::name).toList().toString());
      StringBuilder text = new StringBuilder();
      RunTotals first = runs.get(0).totals();
      text.append(
          "%d %d %d %d%n"
              .formatted(
                  first.spanCount(),
                  first.llmCallCount(),
                  first.toolCallCount(),
                  first.usage().totalTokens()));
      for (Run run : runs) {
        text.append(run.name()).append(' ').append(run.status().word()).append(' ');
        text.append(run.totals().cost()).append('\n');
        append(text, room.spans(run.traceId()), null, 1);
      }
      return text.toString();
    }
  }

  private static void append(StringBuilder text, List<Span> spans, SpanId parent, int depth) {
    spans.stream()
        .filter(span -> Optional.ofNullable(parent).equals(Optional.ofNullable(span.parent())))
        .sorted(Comparator.comparing(Span::startedAt).thenComparing(Span::name))
        .forEach(
            span -> {
              text.append("  ".repeat(depth)).append(span.kind().word()).append(' ');
              text.append(span.name()).append(' ').append(span.status().word()).append(' ');
              text.append(span.fields().get(SpanField.FINISH_REASON)).append('\n');
              append(text, spans, span.spanId(), depth + 1);
            });
  }

  static <T> List<List<T>> permutations(List<T> elements) {
    if (elements.isEmpty()) {
      return List.of(Collections.emptyList());
    }
    List<List<T>> all = new ArrayList<>();
    for (int first = 0; first < elements.size(); first++) {
      List<T> rest = new ArrayList<>(elements);
      T head = rest.remove(first);
      for (List<T> tail : permutations(rest)) {
        List<T> one = new ArrayList<>(List.of(head));
        one.addAll(tail);
        all.add(one);
      }
    }
    return all;
  }
}
