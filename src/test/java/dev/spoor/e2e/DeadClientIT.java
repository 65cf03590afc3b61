package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.RawMcpClient;
import dev.spoor.model.Run;
import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that dies in the middle of a run takes its server down in good order. */
class DeadClientIT {
  @TempDir private Path home;

  /** A client of one run that never ends it. */
  static final class Dying {
    private Dying() {}

    /** Spawns the command given, records and dies; prints the server's process and the span. */
    public static void main(String[] command) {
      RawMcpClient client =
          RawMcpClient.start(new ProcessBuilder(command)).initialized("2025-11-25");
      client.called("start_trace", RawMcpClient.object("{'name':'cut off'}"));
      JsonObject last =
          client.called(
              "add_span",
              RawMcpClient.object("{'name':'last step','kind':'tool','input':'make test'}"));
      System.out.println(client.process().pid());
      System.out.println(last.text("trace_id"));
      System.out.println(last.text("span_id"));
      System.out.flush();
      Runtime.getRuntime().halt(1);
    }
  }

  @Test
  void death_threeTimes_leavesAnAbandonedRunWithItsLastSpan() throws Exception {
    die(3);
  }

  @Test
  @Tag("long")
  void death_twentyTimes_leavesAnAbandonedRunWithItsLastSpan() throws Exception {
    die(20);
  }

  private void die(int times) throws Exception {
    SpoorProcess spoor = new SpoorProcess(home);
    for (int round = 0; round < times; round++) {
      String[] seen = lastWords(spoor).split("\n");
      assertEnded(Long.parseLong(seen[0]));
      assertAbandoned(spoor, new TraceId(seen[1]), new SpanId(seen[2]));
    }
  }

  private static String lastWords(SpoorProcess spoor) throws Exception {
    ProcessBuilder server = spoor.command("mcp");
    ProcessBuilder client =
        RawMcpClient.command(Dying.class, server.command().toArray(String[]::new));
    client.environment().putAll(server.environment());
    Process process = client.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, process.waitFor(), words);
    return words;
  }

  private static void assertEnded(long server) throws Exception {
    ProcessHandle process = ProcessHandle.of(server).orElse(null);
    if (process != null) {
      process.onExit().get(60, TimeUnit.SECONDS);
    }
  }

  private static void assertAbandoned(SpoorProcess spoor, TraceId traceId, SpanId spanId) {
    try (Store store = spoor.open()) {
      Run run = store.reader().run(traceId).orElseThrow();
      assertEquals("abandoned", run.status().word());
      Span last = store.reader().span(traceId, spanId).orElseThrow();
      assertEquals("last step", last.name());
      assertNotNull(last.input());
      assertEquals("make test", last.input().text());
    }
  }
}
