package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.Json;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Instrumentations that we did not write send to the packaged program, and what they sent is in its
 * store. Each asks a model for the weather in Cape Town; some call a tool too. OpenTelemetry's SDKs
 * send in protobuf and JSON, and over gRPC where that is what they begin with or prefer; the one
 * for Go has no JSON, and {@code JavaSenderTest} drives the one for Java.
 */
@Tag("clients")
class SendersIT {
  private static final String QUESTION = "weather in Cape Town";
  private static final String ANSWER = "sunny in Cape Town";

  @TempDir private Path home;

  /** Calls of models and tools; tokens: input, output, cached; US dollars, of a known model. */
  @ParameterizedTest
  @CsvSource({
    "opentelemetry, http/protobuf, 1, 1, 1200, 80, 1000, 0.000308",
    "opentelemetry, http/json, 1, 1, 1200, 80, 1000, 0.000308",
    "opentelemetry, grpc, 1, 1, 1200, 80, 1000, 0.000308",
    "openinference, http/protobuf, 1, 0, 1200, 80, 1000, 0.000308",
    "openinference, http/json, 1, 0, 1200, 80, 1000, 0.000308",
    "traceloop, http/protobuf, 1, 0, 1200, 80, 1000, 0.000308",
    "traceloop, http/json, 1, 0, 1200, 80, 1000, 0.000308",
    "pydantic-ai, http/protobuf, 2, 1, 117, 17, 0,",
    "pydantic-ai, http/json, 2, 1, 117, 17, 0,"
  })
  void python_runIsStored(
      String sender,
      String protocol,
      long models,
      long tools,
      long input,
      long output,
      long cached,
      BigDecimal dollars)
      throws Exception {
    Sent sent = sent(Foreign.python("send.py", sender), protocol);
    sent.assertRun(sender, models, tools);
    sent.assertTokens(input, output, cached);
    sent.assertCost(dollars);
    sent.assertTree();
    sent.assertContent();
  }

  /** Traceloop's package for Node tells no cached tokens. */
  @ParameterizedTest
  @CsvSource({
    "opentelemetry, http/protobuf, 1, 1, 1200, 80, 1000, 0.000308",
    "opentelemetry, http/json, 1, 1, 1200, 80, 1000, 0.000308",
    "openinference, http/protobuf, 1, 0, 1200, 80, 1000, 0.000308",
    "openinference, http/json, 1, 0, 1200, 80, 1000, 0.000308",
    "traceloop, http/protobuf, 1, 0, 1200, 80, 0, 0.000608",
    "traceloop, http/json, 1, 0, 1200, 80, 0, 0.000608",
    "ai-sdk, http/protobuf, 2, 1, 2400, 160, 2000, 0.000616",
    "ai-sdk, http/json, 2, 1, 2400, 160, 2000, 0.000616"
  })
  void node_runIsStored(
      String sender,
      String protocol,
      long models,
      long tools,
      long input,
      long output,
      long cached,
      BigDecimal dollars)
      throws Exception {
    Sent sent = sent(Foreign.script("send.mjs", sender), protocol);
    sent.assertRun(sender, models, tools);
    sent.assertTokens(input, output, cached);
    sent.assertCost(dollars);
    sent.assertTree();
    sent.assertContent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http/protobuf", "grpc"})
  void go_runIsStored(String protocol) throws Exception {
    Sent sent = sent(Foreign.goSender(), protocol);
    sent.assertRun("opentelemetry", 1, 1);
    sent.assertTokens(1200, 80, 1000);
    sent.assertCost(new BigDecimal("0.000308"));
    sent.assertTree();
    sent.assertContent();
  }

  private Sent sent(ProcessBuilder sender, String protocol) throws Exception {
    SpoorProcess spoor = new SpoorProcess(home);
    int grpcPort = protocol.equals("grpc") ? freePort() : 0;
    JsonObject told;
    try (ServingProcess server =
        new ServingProcess(spoor, "--otlp-grpc-port", String.valueOf(grpcPort))) {
      sender
          .environment()
          .put(
              "OTEL_EXPORTER_OTLP_ENDPOINT",
              grpcPort == 0 ? server.url() : "http://127.0.0.1:" + grpcPort);
      sender.environment().put("OTEL_EXPORTER_OTLP_PROTOCOL", protocol);
      told = told(sender);
    }
    String shown = spoor.run("show", String.valueOf(told.text("trace_id")), "--json").out();
    return new Sent((JsonObject) Json.read(shown), String.valueOf(told.text("span_id")));
  }

  /** The option takes no 0 for any port, which would leave gRPC out. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static JsonObject told(ProcessBuilder sender)
      throws IOException, InterruptedException, JsonReadException {
    Process process = sender.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), told);
    return (JsonObject) Json.read(told);
  }

  /** A run as it is stored, and the root that its sender named. */
  private record Sent(JsonObject shown, String root) {
    private JsonObject trace() {
      return shown.object("trace");
    }

    private List<JsonObject> spans() {
      return shown.array("spans").elements().stream().map(JsonObject.class::cast).toList();
    }

    private List<JsonObject> spans(String kind) {
      return spans().stream().filter(span -> kind.equals(span.text("kind"))).toList();
    }

    void assertRun(String sender, long models, long tools) {
      assertEquals(root, trace().text("root_span_id"));
      assertEquals("ok", trace().text("status"));
      assertEquals("weather", trace().text("agent"));
      assertEquals("session-" + sender, trace().text("session_id"));
      assertEquals(String.valueOf(models), trace().get("llm_call_count").write());
      assertEquals(String.valueOf(tools), trace().get("tool_call_count").write());
      assertEquals(models, spans("llm").size());
      assertEquals(tools, spans("tool").size());
    }

    void assertTokens(long input, long output, long cached) {
      JsonObject usage = trace().object("usage");
      assertEquals(String.valueOf(input), usage.get("input_tokens").write());
      assertEquals(String.valueOf(output), usage.get("output_tokens").write());
      assertEquals(String.valueOf(cached), usage.get("cached_input_tokens").write());
    }

    /** What the call costs; null when nobody knows the model's price. */
    void assertCost(BigDecimal dollars) {
      assertEquals(dollars == null ? "unpriced" : "computed", trace().text("cost_status"));
      assertEquals(
          dollars, trace().get("cost_usd") instanceof JsonNumber cost ? cost.decimal() : null);
    }

    /** Every span hangs below another of the run, but for the root. */
    void assertTree() {
      Set<String> ids =
          spans().stream().map(span -> span.text("span_id")).collect(Collectors.toSet());
      for (JsonObject span : spans()) {
        String parent = span.text("parent_span_id");
        assertEquals(root.equals(span.text("span_id")), parent == null, span.write());
        assertTrue(parent == null || ids.contains(parent), span.write());
      }
    }

    void assertContent() {
      List<JsonObject> models = spans("llm");
      for (JsonObject model : models) {
        assertNotNull(model.get("model"), model.write());
        assertTrue(String.valueOf(model.get("input")).contains(QUESTION), model.write());
      }
      JsonObject last = models.get(models.size() - 1);
      assertTrue(String.valueOf(last.get("output")).contains(ANSWER), last.write());
      for (JsonObject tool : spans("tool")) {
        assertEquals("weather", tool.text("tool_name"));
        assertTrue(String.valueOf(tool.get("output")).contains("sunny"), tool.write());
      }
    }
  }
}
