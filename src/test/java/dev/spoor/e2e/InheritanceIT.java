package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.Json;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.mcp.protocol.RawMcpClient;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process learns from the one that started it. */
class InheritanceIT {
  @TempDir private Path home;
  private SpoorProcess spoor;

  @BeforeEach
  void start() {
    spoor = new SpoorProcess(home);
  }

  private RawMcpClient child(String traceparent) {
    ProcessBuilder command = spoor.command("mcp", "--no-viewer");
    command.environment().put("TRACEPARENT", traceparent);
    command.environment().put("SPOOR_SESSION_ID", "session-7");
    return RawMcpClient.start(command).initialized("2025-11-25");
  }

  @Test
  void runOfChildProcess_hangsBelowTheParentsSpan() throws JsonReadException {
    String traceId;
    String spanId;
    try (RawMcpClient parent = spoor.mcp("--no-viewer")) {
      traceId =
          parent.called("start_trace", RawMcpClient.object("{'name':'plan'}")).text("trace_id");
      String span = "{'name':'run a script','kind':'tool','duration_ms':9}";
      spanId = parent.called("add_span", RawMcpClient.object(span)).text("span_id");
      try (RawMcpClient child = child("00-" + traceId + "-" + spanId + "-01")) {
        String run =
            "{'name':'the script','spans':[{'name':'ask','kind':'llm','model':'m','cost_usd':0.5}]}";
        child.called("start_trace", RawMcpClient.object("{'name':'open child'}"));
        child.called("end_trace", RawMcpClient.object("{}"));
        child.called("record_run", RawMcpClient.object(run));
      }
      parent.called("end_trace", RawMcpClient.object("{}"));
    }
    JsonObject listed =
        (JsonObject) Json.read(spoor.run("runs", "--json", "--session", "session-7").out());
    List<JsonObject> children =
        listed.array("traces").elements().stream().map(JsonObject.class::cast).toList();
    assertEquals(2, children.size());
    for (JsonObject child : children) {
      assertEquals(traceId, child.text("parent_trace_id"));
      assertEquals(spanId, child.text("parent_span_id"));
    }
    JsonObject shown = (JsonObject) Json.read(spoor.run("show", traceId, "--json").out());
    assertEquals(
        JsonNumber.of(new BigDecimal("0.5")), shown.object("trace").get("children_cost_usd"));
    String tree = spoor.run("show", traceId).out();
    for (JsonObject child : children) {
      assertTrue(
          tree.contains("└─ run") && tree.contains(String.valueOf(child.text("run_id"))), tree);
    }
  }
}
