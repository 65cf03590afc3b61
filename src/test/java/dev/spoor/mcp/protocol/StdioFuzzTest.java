package dev.spoor.mcp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Whatever comes over the wire, what goes back is messages, and nothing is a fault of ours. */
final class StdioFuzzTest {
  @FuzzTest
  void stdin_anyBytes_areAnsweredWithMessages(byte[] bytes) throws IOException, JsonReadException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream diagnostics = new ByteArrayOutputStream();
    Features features = WholeFeatures.beside(List.of());
    Faults faults = new Faults(new PrintStream(diagnostics), new Random(1));
    new StdioTransport(
            new ByteArrayInputStream(bytes),
            out,
            () -> Introduction.of(features),
            () -> features,
            faults,
            method -> {})
        .serve(Duration.ofSeconds(60));
    assertEquals("", diagnostics.toString(StandardCharsets.UTF_8));
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      JsonValue sent = Json.read(line);
      for (JsonValue message : sent instanceof JsonArray batch ? batch.elements() : List.of(sent)) {
        JsonObject answer = (JsonObject) message;
        assertEquals("2.0", answer.text("jsonrpc"));
        boolean notification = answer.text("method") != null && answer.get("id") == null;
        boolean answered = (answer.get("result") == null) != (answer.get("error") == null);
        assertTrue(notification != answered, line);
      }
    }
  }
}
