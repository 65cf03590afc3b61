package dev.spoor.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.codec.ExportJson;
import dev.spoor.codec.PayloadCut;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.Payload;
import dev.spoor.model.Run;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoorImportTest {
  private static final SpanId SPAN = SpanId.of(1);

  @TempDir private Path folder;
  private ImportRoom here;
  private ImportRoom there;

  @BeforeEach
  void open() {
    here = new ImportRoom(folder.resolve("here"));
    there = new ImportRoom(folder.resolve("there"));
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  private Run record(int number, String output) {
    TraceId traceId = new TraceId("%032x".formatted(number));
    Fields fields =
        Fields.builder()
            .set(SpanField.NAME, "run " + number)
            .set(SpanField.OUTPUT, Payload.text(output))
            .set(SpanField.STARTED_AT, Instant.parse("2026-11-20T11:00:00Z"))
            .set(SpanField.ENDED_AT, Instant.parse("2026-11-20T11:00:01Z"))
            .build();
    here.ingest().accept(Batch.ofSpans(List.of(new SpanDraft(traceId, SPAN, fields))));
    return here.runs().stream().filter(run -> run.traceId().equals(traceId)).findFirst().get();
  }

  private ImportReport read(Path... paths) {
    return new SpoorImport(there.ingest()).run(List.of(paths), file -> {});
  }

  @Test
  void lines_areARunEach_andABadOneIsLeftOutAlone() throws IOException {
    Path file = folder.resolve("runs.jsonl.gz");
    String good = here.exported(record(1, "a")) + "\n\n" + here.exported(record(2, "b")) + "\n";
    try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
      packed.write((good + "{\"trace\":{}}\n[]\n{").getBytes());
    }
    ImportReport report = read(file);
    assertEquals(2, report.runs().size());
    List<String> reasons = report.failures().stream().map(ImportReport.Failure::reason).toList();
    assertEquals(3, reasons.size(), "" + reasons);
    assertTrue(reasons.get(0).startsWith("line 4: trace.trace_id is required"), reasons.get(0));
    assertTrue(reasons.get(1).startsWith("line 5: a run must be a JSON object"), reasons.get(1));
    assertTrue(reasons.get(2).startsWith("line 6: a run must be JSON"), reasons.get(2));
  }

  @Test
  void runLaidOutForPeople_isRead() throws IOException {
    Run run = record(1, "a");
    Path file = folder.resolve("run.json");
    Files.writeString(file, here.exported(run).replace(",\"", ",\n  \"").replace("{\"", "{\n\""));
    assertEquals(List.of(), read(file).failures());
    assertEquals(here.exported(run), there.exported(there.runs().get(0)));
  }

  @Test
  void cutPayload_isRefusedByName() throws IOException {
    Run run = record(1, "long ".repeat(1_000));
    Path file = folder.resolve("run.json");
    Files.writeString(
        file,
        ExportJson.json(run, here.spans(run.traceId()), new PayloadCut(100, 10, ""), null).write());
    ImportReport report = read(file);
    assertEquals(List.of(), report.runs());
    assertEquals(List.of(), there.runs());
    assertEquals(
        "spans[0].output is cut, and must be whole; got the beginning of the output of span"
            + " 0000000000000001, of 5000 bytes. Example: `spoor export RUN` writes payloads whole,"
            + " whatever their size",
        report.failures().get(0).reason());
  }

  @Test
  void prunedPayload_isLeftOutAndSaid() throws IOException {
    Run run = record(1, "gone");
    Path file = folder.resolve("run.json");
    Files.writeString(
        file, here.exported(run).replace("\"gone\"", "{\"pruned\":true,\"bytes\":4}"));
    ImportReport report = read(file);
    assertEquals(1, report.runs().size());
    assertEquals(
        "the output of span 0000000000000001 (4 bytes) was pruned where the run was exported",
        report.failures().get(0).reason());
    assertEquals(-1, there.spans(run.traceId()).get(0).outputBytes());
  }

  @Test
  void payloadThatOnlyLooksCut_isStoredAsItIs() throws IOException {
    Run run = record(1, "x");
    Path file = folder.resolve("run.json");
    String payload = "{\"truncated\":true,\"bytes\":4,\"text\":\"x\"}";
    Files.writeString(file, here.exported(run).replace("\"x\"", payload));
    assertEquals(List.of(), read(file).failures());
    assertEquals(payload, there.spans(run.traceId()).get(0).output().text());
  }

  @Test
  void whatIsNoExport_isSaidWithAWayOut() throws IOException {
    Path list = Files.writeString(folder.resolve("a.json"), "{\"traces\":[],\"nextCursor\":null}");
    Path otlp = Files.writeString(folder.resolve("b.json"), "{\"resourceSpans\":[]}");
    List<String> reasons =
        read(list, otlp, folder.resolve("none.json")).failures().stream()
            .map(ImportReport.Failure::reason)
            .toList();
    assertTrue(reasons.get(0).startsWith("traces is a list of runs without their spans"));
    assertTrue(reasons.get(1).startsWith("trace is missing"), reasons.get(1));
    assertTrue(reasons.get(1).contains("spoor export RUN"), reasons.get(1));
    assertEquals("there is no such file", reasons.get(2));
  }
}
