package dev.spoor.rest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.spoor.http.Request;
import dev.spoor.http.Response;
import dev.spoor.http.Route;
import dev.spoor.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is sent is stored, or is a mistake of the caller's in words; never a fault of ours. */
final class RestFuzzTest {
  private static final List<String> BODIES =
      List.of(
          "{\"name\":\"a\",\"spans\":[{\"span_id\":\"x\",\"name\":\"b\",\"kind\":\"llm\",\"usage\":{\"input_tokens\":1}}]}",
          "[{\"name\":\"a\"},{\"name\":null},[],{\"name\":\"b\",\"evals\":[{\"type\":\"cost\"}]}]",
          "{\"name\":\"a\",\"kind\":\"tool\",\"started_at\":1e3,\"ended_at\":\"x\"}",
          "{\"name\":\"a\",\"value\":1e400,\"trace_id\":\"run_0000000000\"}",
          "{\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\",\"name\":\"\\ud800\",\"tags\":[\"\"]}");

  @TempDir private Path folder;

  @FuzzTest
  void anyBody_isAnsweredInWords(byte[] body) throws Exception {
    try (RestBench bench = new RestBench(folder)) {
      sendToAll(bench, body);
    }
  }

  @Test
  void mutatedBodies_areAnsweredInWords() throws Exception {
    try (RestBench bench = new RestBench(folder)) {
      for (String body : BODIES) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        sendToAll(bench, bytes);
        for (int at = 0; at < bytes.length; at += 3) {
          byte[] mutated = bytes.clone();
          mutated[at] = (byte) (mutated[at] ^ (1 << (at % 7)));
          sendToAll(bench, mutated);
        }
      }
    }
  }

  private static void sendToAll(RestBench bench, byte[] body) throws Exception {
    for (Route route : bench.routes) {
      if (route.method().equals("POST")) {
        Response answer = answer(route, body);
        assertTrue(
            answer.status() < 500,
            () -> route + " " + new String(answer.body(), StandardCharsets.UTF_8));
        Json.read(answer.body());
      }
    }
  }

  private static Response answer(Route route, byte[] body) throws IOException {
    Request request =
        new Request(
            "POST",
            route.template(),
            Map.of("run", "0af7651916cd43dd8448eb211c80319c"),
            Map.of(),
            Map.of("content-type", "application/json"),
            body);
    try {
      return (Response) route.handler().handle(request);
    } catch (dev.spoor.http.HttpProblem mistake) {
      return mistake.response();
    }
  }
}
