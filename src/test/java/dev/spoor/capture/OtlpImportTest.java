package dev.spoor.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.ExportJson;
import dev.spoor.codec.NewIds;
import dev.spoor.codec.PayloadCut;
import dev.spoor.codec.RunDrafts;
import dev.spoor.codec.RunJson;
import dev.spoor.codec.Warnings;
import dev.spoor.codec.otlp.OtlpExport;
import dev.spoor.codec.otlp.Protobuf;
import dev.spoor.ingest.Ingest;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.Payload;
import dev.spoor.model.Run;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.price.PriceBook;
import dev.spoor.query.RunQuery;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtlpImportTest {
  private static final Path SAMPLES = Path.of("src/test/resources/samples");
  private static final TraceId TRACE =
      TraceId.parse("5b8efff798038103d269b633813fc60c").orElseThrow();
  private static final String SPAN = "eee19b7ec3c1b174";

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
  private final List<Store> stores = new ArrayList<>();

  @AfterEach
  void close() {
    stores.forEach(Store::close);
  }

  @Test
  void export_importedElsewhere_isTheSameRun() throws Exception {
    Store here = store("here.db");
    RunDrafts drafts = RunJson.record(Arguments.of(object(RUN), new Warnings()), new OneId());
    ingest(here).record(drafts.batch());
    Fields bytes =
        Fields.builder()
            .set(SpanField.NAME, "bytes")
            .set(SpanField.INPUT, new Payload(Payload.Form.BASE64, "AP8="))
            .set(SpanField.STARTED_AT, Instant.parse("2026-04-01T10:00:08Z"))
            .build();
    ingest(here)
        .accept(
            Batch.ofSpans(
                List.of(
                    new SpanDraft(TRACE, SpanId.parse("00000000000000a6").orElseThrow(), bytes))));
    assertSameElsewhere(here, TRACE);
  }

  @Test
  void realRun_importedElsewhere_isTheSameRun() throws Exception {
    Store here = store("here.db");
    Path sample = SAMPLES.resolve("atif/kimi/query-optimize__xcBWV57/trajectory.json");
    Run run = new AtifImport(ingest(here)).run(List.of(sample), file -> {}).runs().get(0);
    assertSameElsewhere(here, run.traceId());
  }

  private void assertSameElsewhere(Store here, TraceId traceId) throws IOException {
    Path file = folder.resolve("run.otlp.json");
    RunQuery runs = runs(here);
    Files.writeString(
        file, OtlpExport.json(runs.run(traceId), runs.wholeSpans(traceId)).write(), UTF_8);
    Store there = store("there.db");
    for (int i = 0; i < 2; i++) {
      ImportReport report = new OtlpImport(ingest(there)).run(List.of(file), path -> {});
      assertEquals(List.of(), report.failures());
      assertEquals(export(here, traceId), export(there, traceId));
    }
  }

  @Test
  void filesOfAllForms_areRead() throws Exception {
    byte[] request = Files.readAllBytes(SAMPLES.resolve("otlp/trace.json"));
    String line = new String(request, UTF_8).replaceAll("\\s*\n\\s*", "");
    Files.write(folder.resolve("a.json"), request);
    Files.writeString(folder.resolve("b.jsonl"), line + "\n\n" + line + "\n{\n[]\n");
    Files.write(
        folder.resolve("c.pb"),
        Protobuf.request(
            Protobuf.span(TRACE.hex(), SPAN), Protobuf.span(TRACE.hex(), "0".repeat(16))));
    Files.writeString(folder.resolve("d.json"), "{\"resourceSpans\":");
    Files.copy(SAMPLES.resolve("otlp/metrics.json"), folder.resolve("e.json"));
    Files.writeString(folder.resolve("f.txt"), "no request");
    Store store = store("spoor.db");
    ImportReport report = new OtlpImport(ingest(store)).run(List.of(folder), path -> {});
    assertEquals(1, report.runs().size());
    assertEquals(1, runs(store).run(TRACE).totals().spanCount());
    List<String> reasons =
        report.failures().stream()
            .map(failure -> failure.file().getFileName() + ": " + failure.reason())
            .toList();
    assertEquals(5, reasons.size(), "" + reasons);
    assertTrue(reasons.get(0).startsWith("b.jsonl: line 4: body must be JSON"), reasons.get(0));
    assertTrue(reasons.get(1).startsWith("b.jsonl: line 5: body must be"), reasons.get(1));
    assertTrue(reasons.get(2).startsWith("c.pb: resourceSpans[0].scopeSpans[0].spans[1]"));
    assertTrue(reasons.get(3).startsWith("d.json: body must be JSON"), reasons.get(3));
    assertEquals("e.json: metrics are not stored", reasons.get(4));
  }

  private String export(Store store, TraceId traceId) {
    RunQuery runs = runs(store);
    return ExportJson.json(runs.run(traceId), runs.wholeSpans(traceId), PayloadCut.NONE, null)
        .write()
        .replace("},", "},\n");
  }

  private Store store(String name) {
    Store store = SqliteStore.open(folder.resolve(name), Durability.NORMAL);
    stores.add(store);
    return store;
  }

  private static RunQuery runs(Store store) {
    return new RunQuery(store.reader(), OtlpImportTest::now);
  }

  private static Ingest ingest(Store store) {
    return new Ingest(
        store.writer(),
        new Redactor(RedactionMode.ON),
        PriceBook.bundled(),
        new Watches(RunLimits.NONE),
        Ingest.Content.FULL,
        OtlpImportTest::now);
  }

  private static Instant now() {
    return Instant.parse("2026-04-01T10:01:00Z");
  }

  private static JsonObject object(String json) throws JsonReadException {
    return (JsonObject) Json.read(json);
  }

  private record OneId() implements NewIds {
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
