package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.JsonObject;
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

/** A server killed right after a reply has stored all it acknowledged. */
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
        acknowledged.addAll(record(client, 1 + random.nextInt(12)));
        client.process().destroyForcibly().waitFor();
      }
    }
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

  private static void assertCounted(Store store, TraceId run) {
    int spans = store.reader().spans(run, Payloads.WHOLE).size();
    assertEquals(spans, store.reader().run(run).orElseThrow().totals().spanCount());
  }

  private static List<Acknowledged> record(RawMcpClient client, int spans) {
    List<Acknowledged> acknowledged = new ArrayList<>();
    JsonObject started =
        client.called("start_trace", RawMcpClient.object("{'name':'to be killed'}"));
    TraceId run = new TraceId(String.valueOf(started.text("trace_id")));
    for (int i = 0; i < spans; i++) {
      JsonObject added =
          client.called(
              "add_span",
              RawMcpClient.object(
                  "{'name':'step','kind':'tool','input':'%s'}".formatted("x".repeat(1 + i * 300))));
      acknowledged.add(new Acknowledged(run, new SpanId(String.valueOf(added.text("span_id")))));
    }
    return acknowledged;
  }

  private record Acknowledged(TraceId traceId, SpanId spanId) {}
}
