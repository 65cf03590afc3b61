package dev.spoor.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.NewIds;
import dev.spoor.codec.RunJson;
import dev.spoor.codec.Warnings;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.Payload;
import dev.spoor.model.Run;
import dev.spoor.model.Score;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is exported here and imported elsewhere is the same, in all that JSON tells of it. */
class RoundTripTest {
  private static final Path SAMPLES = Path.of("src/test/resources/samples");
  private static final TraceId TRACE =
      TraceId.parse("5b8efff798038103d269b633813fc60c").orElseThrow();

  /** Every field, and what OTLP has no place for. */
  private static final String RUN =
      """
      {"name":"fix the login","agent":"claude-code","runner_id":"ci-1","thread_id":"t","project":"shop",
       "feature":"login","session_id":"s-1","user_id":"ada","environment":"ci","release":"1.2",
       "tags":["a","b"],"status":"error","halt_reason":"tired","metadata":{"n":1.50,"deep":[{}]},
       "git":{"repository":"r","branch":"main","commit":"abc"},
       "parent_trace_id":"0af7651916cd43dd8448eb211c80319c","parent_span_id":"b7ad6b7169203331",
       "input":"go \\ud800 on","output":{"a":[1,2.50,null]},"error":{"type":"timeout","message":"late"},
       "started_at":"2026-04-01T10:00:00Z","ended_at":"2026-04-01T10:00:09.123456789Z",
       "spans":[
        {"name":"think","kind":"llm","span_id":"00000000000000a1","provider":"anthropic",
         "model":"claude-sonnet-4-5","request_model":"claude-sonnet","temperature":0.70,"max_tokens":4096,
         "finish_reason":"end_turn","ttft_ms":12.345678,"attempt":2,
         "usage":{"input_tokens":1200,"cached_input_tokens":1000,"output_tokens":80,"reasoning_tokens":5},
         "input":[{"role":"user","content":"x"}],"output":"y","agent":"main",
         "attributes":{"plain":"v","n":1,"d":1.5,"list":["a",true],"map":{"k":null}},
         "events":[{"name":"retry","at":"2026-04-01T10:00:01.5Z","attributes":{"n":1}},{"name":"e","at":"2026-04-01T10:00:02Z"}],
         "links":[{"trace_id":"0af7651916cd43dd8448eb211c80319c","span_id":"b7ad6b7169203331"}],
         "started_at":"2026-04-01T10:00:01Z","ended_at":"2026-04-01T10:00:03Z"},
        {"name":"Bash","kind":"tool","span_id":"00000000000000a2","parent_span_id":"00000000000000a1",
         "tool_name":"Bash","tool_call_id":"c1","status":"error","cost_usd":0.123456789,
         "error":{"type":"exit","message":"code 1","stack":"at x"},"input":{"command":"ls"},"output":"no",
         "attributes":{"gen_ai.tool.name":"theirs","huge":123456789012345678901234567890,"e":1e400},
         "events":[{"name":"odd","when":"now"}],"links":[{"trace_id":"0af7651916cd43dd8448eb211c80319c"}],
         "started_at":"2026-04-01T10:00:04Z","ended_at":"2026-04-01T10:00:05Z"},
        {"name":"sub","kind":"agent","span_id":"00000000000000a3","status":"cancelled",
         "started_at":"2026-04-01T10:00:06Z","ended_at":"2026-04-01T10:00:07Z"},
        {"name":"odd","kind":"teleport","span_id":"00000000000000a4","parent_span_id":"00000000000000a3",
         "attributes":{},"started_at":"2026-04-01T10:00:06Z","ended_at":"2026-04-01T10:00:07Z"},
        {"name":"open","kind":"internal","span_id":"00000000000000a5","status":"running",
         "started_at":"2026-04-01T10:00:08Z"}]}
      """;

  @TempDir private Path folder;

  static List<String> samples() throws IOException {
    List<String> samples =
        new ArrayList<>(
            List.of("all fields", "given up", "claude-code", "codex", "gemini", "atif/kimi"));
    // One by one: all tell of the same run, each in its own words.
    files("otlp-dialects").forEach(file -> samples.add("otlp-dialects/" + file.getFileName()));
    return samples;
  }

  private static List<Path> files(String kind) throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES.resolve(kind))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void export_importedElsewhere_isTheSame(String sample) throws Exception {
    try (ImportRoom here = new ImportRoom(folder.resolve("here"));
        ImportRoom byJson = new ImportRoom(folder.resolve("json"));
        ImportRoom byOtlp = new ImportRoom(folder.resolve("otlp"))) {
      fill(here, sample);
      Map<String, String> exported = exports(here);
      assertFalse(exported.isEmpty());
      Path json = Files.createDirectories(folder.resolve("exported/json"));
      Path otlp = Files.createDirectories(folder.resolve("exported/otlp"));
      for (Run run : here.runs()) {
        Files.writeString(json.resolve(run.runId() + ".json"), here.exported(run), UTF_8);
        Files.writeString(otlp.resolve(run.runId() + ".json"), here.exportedAsOtlp(run), UTF_8);
      }
      for (int i = 0; i < 2; i++) {
        importInto(byJson, new SpoorImport(byJson.ingest()).run(List.of(json), file -> {}));
        assertSame(exported, exports(byJson));
        importInto(byOtlp, new OtlpImport(byOtlp.ingest()).run(List.of(otlp), file -> {}));
        assertSame(exported, exports(byOtlp));
      }
    }
  }

  private static void importInto(ImportRoom room, ImportReport report) {
    assertEquals(List.of(), report.failures());
    assertEquals(room.runs().size(), report.runs().size());
  }

  private static void assertSame(Map<String, String> one, Map<String, String> other) {
    assertEquals(one.keySet(), other.keySet());
    one.forEach((run, json) -> assertEquals(json, other.get(run)));
  }

  private static Map<String, String> exports(ImportRoom room) {
    Map<String, String> exports = new TreeMap<>();
    for (Run run : room.runs()) {
      exports.put(run.runId(), room.exported(run).replace("},", "},\n"));
    }
    return exports;
  }

  private static void fill(ImportRoom room, String sample) throws Exception {
    Path path = SAMPLES.resolve(sample);
    switch (sample) {
      case "all fields" -> allFields(room);
      case "given up" -> givenUp(room);
      case "claude-code" -> room.run(path);
      case "codex" -> room.run(CodingAgent.CODEX, path);
      case "gemini" -> room.run(CodingAgent.GEMINI, files(sample).toArray(Path[]::new));
      case "atif/kimi" -> new AtifImport(room.ingest()).run(List.of(path), file -> {});
      default -> new OtlpImport(room.ingest()).run(List.of(path), file -> {});
    }
  }

  private static void allFields(ImportRoom room) throws JsonReadException {
    room.ingest()
        .record(RunJson.record(Arguments.of(object(RUN), new Warnings()), new GivenIds()).batch());
    Fields bytes =
        Fields.builder()
            .set(SpanField.NAME, "bytes")
            .set(SpanField.INPUT, new Payload(Payload.Form.BASE64, "AP8="))
            .set(SpanField.STARTED_AT, Instant.parse("2026-04-01T10:00:08Z"))
            .build();
    SpanId odd = SpanId.parse("00000000000000a2").orElseThrow();
    room.ingest()
        .accept(
            new Batch(
                List.of(),
                List.of(
                    new SpanDraft(TRACE, SpanId.parse("00000000000000a6").orElseThrow(), bytes)),
                List.of(
                    score("s1", null, "0.25", null),
                    score("s2", odd, "123456789.123456789123456789", "claude-opus-4-1"))));
  }

  private static Score score(String id, SpanId span, String value, String judge) {
    return new Score(
        id,
        TRACE,
        span,
        "polite",
        new BigDecimal(value),
        "so \"so\"",
        "because\n\ud83d\ude42",
        judge == null ? Score.Source.HUMAN : Score.Source.JUDGE,
        judge,
        Instant.parse("2026-04-01T10:00:09.000000001Z"));
  }

  private static void givenUp(ImportRoom room) throws JsonReadException {
    String run =
        """
        {"name":"open","spans":[{"name":"think","kind":"llm","model":"nobody-1","duration_ms":5,
         "usage":{"input_tokens":5,"output_tokens":1}},{"name":"on","kind":"tool","status":"running"}]}
        """;
    room.ingest()
        .record(RunJson.record(Arguments.of(object(run), new Warnings()), new GivenIds()).batch());
    room.ingest()
        .accept(
            RunJson.start(
                    Arguments.of(object("{\"name\":\"open\"}"), new Warnings()),
                    new GivenIds(),
                    Instant.parse("2026-11-20T11:59:00Z"))
                .batch());
    room.ingest().abandon(TRACE, "client_disconnected");
  }

  private static JsonObject object(String json) throws JsonReadException {
    return (JsonObject) Json.read(json);
  }

  private record GivenIds() implements NewIds {
    @Override
    public TraceId traceId() {
      return TRACE;
    }

    @Override
    public SpanId spanId() {
      return SpanId.of(7);
    }
  }
}
