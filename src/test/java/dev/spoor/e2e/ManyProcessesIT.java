package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.RawMcpClient;
import dev.spoor.model.Run;
import dev.spoor.model.RunFilter;
import dev.spoor.model.TraceId;
import dev.spoor.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many servers share one file, as when a client spawns one for each window. */
class ManyProcessesIT {
  private static final int SPANS = 15;

  @TempDir private Path home;

  @ParameterizedTest
  @ValueSource(ints = {4, 16})
  void addSpan_processesAtOnce_noErrorAndNothingLost(int processes)
      throws InterruptedException, ExecutionException {
    SpoorProcess spoor = new SpoorProcess(home);
    TraceId shared = sharedRun(spoor);
    ExecutorService clients = Executors.newFixedThreadPool(processes);
    try {
      List<Future<?>> all =
          IntStream.range(0, processes)
              .<Future<?>>mapToObj(i -> clients.submit(() -> write(spoor, shared)))
              .toList();
      for (Future<?> client : all) {
        client.get();
      }
    } finally {
      clients.shutdownNow();
    }
    try (Store store = spoor.open()) {
      List<Run> runs = store.reader().runs(RunFilter.ALL, null, 100).runs();
      assertEquals(processes + 1, runs.size());
      for (Run run : runs) {
        long spans = run.traceId().equals(shared) ? (long) processes * SPANS : SPANS;
        assertEquals(spans + 1, run.totals().spanCount(), run.name());
      }
    }
  }

  private static TraceId sharedRun(SpoorProcess spoor) {
    try (RawMcpClient client = spoor.mcp()) {
      JsonObject started = client.called("start_trace", RawMcpClient.object("{'name':'shared'}"));
      return new TraceId(String.valueOf(started.text("trace_id")));
    }
  }

  private static void write(SpoorProcess spoor, TraceId shared) {
    try (RawMcpClient client = spoor.mcp()) {
      JsonObject own = client.called("start_trace", RawMcpClient.object("{'name':'own'}"));
      for (int i = 0; i < SPANS; i++) {
        add(client, String.valueOf(own.text("trace_id")));
        add(client, shared.hex());
      }
      client.finish();
    }
  }

  private static void add(RawMcpClient client, String traceId) {
    client.called(
        "add_span",
        RawMcpClient.object("{'trace_id':'%s','name':'step','kind':'tool'}".formatted(traceId)));
  }
}
