package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.mcp.protocol.RawMcpClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payloads come back byte for byte, and secrets never reach the disk. */
class PayloadsIT {
  @TempDir private Path home;

  private static List<JsonValue> payloads() throws JsonReadException {
    return List.of(
        new JsonString("emoji \ud83d\ude80 and e\u0301"),
        new JsonString("lone \ud800 and \udc00\ud83d end"),
        new JsonString("nul \u0000 and \u0001\u007f"),
        new JsonString("line\r\nline\nline\rtab\t"),
        new JsonString("\ud83d\ude80x".repeat(5 * 1024 * 1024 / 5)),
        new JsonString(""),
        new JsonString("{\"looks\": [\"like\", 1.0, json]}"),
        new JsonString("{\"a\":1}"),
        Json.read("{\"b\":1.10,\"a\":[null,true,1e400,-0.0,12345678901234567890123]}"),
        Json.read("[]"),
        Json.read("42"));
  }

  @Test
  void addSpan_anyPayload_comesBackExactly() throws JsonReadException {
    SpoorProcess spoor = new SpoorProcess(home);
    String traceId;
    try (RawMcpClient client = spoor.mcp()) {
      JsonObject started = client.called("start_trace", RawMcpClient.object("{'name':'payloads'}"));
      traceId = String.valueOf(started.text("trace_id"));
      for (JsonValue payload : payloads()) {
        client.called(
            "add_span",
            JsonObject.builder()
                .put("name", "step")
                .put("kind", "tool")
                .put("input", payload)
                .put("output", payload)
                .build());
      }
      client.finish();
    }
    JsonArray spans = ((JsonObject) Json.read(spoor.run("export", traceId).out())).array("spans");
    List<JsonValue> sent = payloads();
    for (int i = 0; i < sent.size(); i++) {
      JsonObject span = (JsonObject) spans.elements().get(i + 1);
      assertEquals(sent.get(i).write(), String.valueOf(span.get("input").write()));
      assertEquals(sent.get(i), span.get("output"));
    }
  }

  @Test
  void addSpan_secretsInEveryField_areInNoFile() throws IOException {
    SpoorProcess spoor = new SpoorProcess(home);
    String secret = "ghp_" + "Zx9Q".repeat(9);
    String told =
        """
        {'name':'push %1$s','kind':'tool','tool_name':'Bash','input':{'command':'git push %1$s'},
         'output':'denied: %1$s','error':{'type':'exit','message':'bad %1$s','stack':'at %1$s'},
         'attributes':{'token %1$s':'%1$s'},'events':[{'name':'%1$s'}]}"""
            .replace("\n", " ")
            .formatted(secret);
    String traceId;
    try (RawMcpClient client = spoor.mcp()) {
      JsonObject started =
          client.called(
              "start_trace",
              RawMcpClient.object(
                  "{'name':'run %1$s','input':'%1$s','tags':['%1$s'],'metadata':{'k':'%1$s'}}"
                      .formatted(secret)));
      traceId = String.valueOf(started.text("trace_id"));
      client.called("add_span", RawMcpClient.object(told));
      client.called(
          "add_score",
          RawMcpClient.object("{'name':'n','value':1,'reason':'%1$s'}".formatted(secret)));
      client.finish();
    }
    String exported = spoor.run("export", traceId).out();
    assertFalse(exported.contains(secret));
    assertTrue(exported.contains("[redacted:"));
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String raw = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertFalse(raw.contains(secret), () -> "the secret is in " + file);
      }
    }
  }
}
