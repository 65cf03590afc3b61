package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.mcp.protocol.RawMcpClient;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.store.SpanReader.Payloads;
import dev.spoor.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server killed right after a reply has stored all it acknowledged, and what it was killed in the
 * middle of is there as a whole or not at all.
 */
class CrashIT {
  @TempDir private Path home;

  @Test
  void kill_twentyTimes_losesNothingAcknowledged() throws InterruptedException {
    kill(20);
  }

  @Test
  @Tag("long")
  void kill_twoHundredTimes_losesNothingAcknowledged() throws InterruptedException {
    kill(200);
  }

  private void kill(int times) throws InterruptedException {
    SpoorProcess spoor = new SpoorProcess(home);
    Random random = new Random(times);
    List<Acknowledged> acknowledged = new ArrayList<>();
    for (int round = 0; round < times; round++) {
      try (RawMcpClient client = spoor.mcp()) {
        acknowledged.addAll(record(client, random.nextInt(12), random.nextInt(6)));
        client.process().destroyForcibly().waitFor();
      }
    }
    assertSound(spoor);
    try (Store store = spoor.open()) {
      for (Acknowledged span : acknowledged) {
        assertTrue(
            store.reader().span(span.traceId, span.spanId).isPresent(), () -> "lost: " + span);
      }
      acknowledged.stream()
          .map(Acknowledged::traceId)
          .distinct()
          .forEach(run -> assertCounted(store, run));
    }
  }

  /** Structure, checksums of all payloads, figures of all runs and the totals of the store. */
  private static void assertSound(SpoorProcess spoor) {
    SpoorProcess.Ended check = spoor.run("db", "check", "--json");
    assertEquals(0, check.code(), () -> check.out() + check.err());
  }

  private static void assertCounted(Store store, TraceId run) {
    int spans = store.reader().spans(run, Payloads.WHOLE).size();
    assertEquals(spans, store.reader().run(run).orElseThrow().totals().spanCount());
  }

  /**
   * Records spans of a new run.
   *
   * @param waited how many replies to wait for
   * @param unawaited how many more spans to send
   */
  private static List<Acknowledged> record(RawMcpClient client, int waited, int unawaited) {
    JsonObject started =
        client.called("start_trace", RawMcpClient.object("{'name':'to be killed'}"));
    TraceId run = new TraceId(String.valueOf(started.text("trace_id")));
    List<JsonValue> calls = new ArrayList<>();
    for (int i = 0; i < waited + unawaited; i++) {
      calls.add(client.post("tools/call", step(run, i)));
    }
    List<Acknowledged> acknowledged = new ArrayList<>();
    for (JsonValue call : calls.subList(0, waited)) {
      JsonObject added = client.answer(call).object("result").object("structuredContent");
      acknowledged.add(new Acknowledged(run, new SpanId(String.valueOf(added.text("span_id")))));
    }
    return acknowledged;
  }

  private static JsonObject step(TraceId run, int number) {
    return RawMcpClient.object(
        "{'name':'add_span','arguments':{'trace_id':'%s','name':'step','kind':'tool','input':'%s'}}"
            .formatted(run.hex(), "x".repeat(1 + number * 300)));
  }

  private record Acknowledged(TraceId traceId, SpanId spanId) {}
}
