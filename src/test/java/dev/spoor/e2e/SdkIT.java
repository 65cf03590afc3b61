package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.Needs;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonValue;
import dev.spoor.sdk.Kind;
import dev.spoor.sdk.SpanScope;
import dev.spoor.sdk.Spoor;
import dev.spoor.sdk.Trace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same run, recorded with each of our SDKs, is in the store of the packaged program. */
class SdkIT {
  private static final String PYTHON_PROGRAM =
      """
      import spoor

      spoor.configure(project="shop", agent="fixer", feature="ci")
      usage = {"input_tokens": 3, "cache_read_input_tokens": 900, "cache_creation_input_tokens": 97,
               "output_tokens": 80}
      with spoor.start_trace("fix", input={"task": "flaky"}, session_id="s-1", user_id="u-1") as run:
          run.record_llm("ask", provider="anthropic", model="claude-sonnet-4-5", usage=usage,
                         input=[{"role": "user", "content": "hi"}], output='{"looks": "like JSON"}',
                         cost_usd=0.0021, ttft_ms=250, duration_ms=1200)
          with run.child("run tests", kind="tool", tool_name="bash", tool_call_id="c-1") as step:
              step.update(input="mvn test", output="1 failure", error={"type": "Exit", "message": "1"})
          run.add_tag("nightly").set_output("done").score("tests pass", 1, reason="all of them")
      print(run.trace_id)
      """;

  @TempDir private Path home;

  @Test
  void javaSdk_recordsRun() throws Exception {
    SpoorProcess spoor = new SpoorProcess(home);
    String traceId;
    try (ServingProcess server = new ServingProcess(spoor);
        Spoor sdk = Spoor.configure().url(server.url()).project("shop").agent("fixer").build()) {
      traceId = record(sdk);
      assertTrue(sdk.flush(Duration.ofSeconds(30)), () -> sdk.stats().toString());
      assertEquals(4, sdk.stats().sent());
    }
    assertRecorded(spoor, traceId);
  }

  private static String record(Spoor sdk) {
    try (Trace trace = sdk.startTrace("fix")) {
      trace.feature("ci").session("s-1").user("u-1").input(Map.of("task", "flaky")).tag("nightly");
      try (SpanScope ask = trace.span("ask", Kind.LLM)) {
        ask.provider("anthropic").model("claude-sonnet-4-5").costUsd(0.0021);
        ask.usage(
            Map.of(
                "input_tokens", 3,
                "cache_read_input_tokens", 900,
                "cache_creation_input_tokens", 97,
                "output_tokens", 80));
        Map<String, String> message = new LinkedHashMap<>();
        message.put("role", "user");
        message.put("content", "hi");
        ask.input(List.of(message));
        ask.output("{\"looks\": \"like JSON\"}");
        ask.timeToFirstToken(Duration.ofMillis(250)).duration(Duration.ofMillis(1200));
      }
      try (SpanScope step = trace.span("run tests", Kind.TOOL)) {
        step.toolName("bash").toolCallId("c-1").input("mvn test").output("1 failure");
        step.error("Exit", "1");
      }
      trace.output("done").score("tests pass", 1.0, null, "all of them");
      return trace.traceId();
    }
  }

  @Test
  @Tag("clients")
  void pythonSdk_recordsRun() throws Exception {
    Needs.present("python3", python("-c", "pass").start().waitFor() == 0, "python3 on the path");
    SpoorProcess spoor = new SpoorProcess(home);
    String traceId;
    try (ServingProcess server = new ServingProcess(spoor)) {
      ProcessBuilder program = python("-c", PYTHON_PROGRAM);
      program.environment().put("SPOOR_URL", server.url());
      Process process = program.redirectError(ProcessBuilder.Redirect.INHERIT).start();
      traceId = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertEquals(0, process.waitFor());
    }
    assertRecorded(spoor, traceId);
  }

  private static ProcessBuilder python(String... arguments) {
    ProcessBuilder python = new ProcessBuilder("python3");
    python.command().addAll(List.of(arguments));
    python.environment().put("PYTHONPATH", Path.of("src/main/python").toAbsolutePath().toString());
    python.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    return python;
  }

  @Test
  void runBelowAnother_isShownThere() throws Exception {
    SpoorProcess spoor = new SpoorProcess(home);
    String parent;
    String child;
    try (ServingProcess server = new ServingProcess(spoor);
        Spoor sdk = Spoor.configure().url(server.url()).build()) {
      try (SpanScope outer = sdk.startTrace("outer").bind();
          Trace inner = sdk.startTrace("inner")) {
        parent = outer.traceId();
        child = inner.traceId();
      }
      assertTrue(sdk.flush(Duration.ofSeconds(30)), () -> sdk.stats().toString());
    }
    assertEquals(parent, shown(spoor, child).object("trace").text("parent_trace_id"));
  }

  private static JsonObject shown(SpoorProcess spoor, String traceId)
      throws IOException, JsonReadException {
    return (JsonObject) Json.read(spoor.run("show", traceId, "--json").out());
  }

  private static void assertRecorded(SpoorProcess spoor, String traceId) throws Exception {
    JsonObject shown = shown(spoor, traceId);
    assertMembers(
        """
        {"name":"fix","project":"shop","agent":"fixer","feature":"ci","session_id":"s-1",
         "user_id":"u-1","tags":["nightly"],"status":"ok","span_count":3,"error_count":1,
         "llm_call_count":1,"tool_call_count":1,"cost_usd":0.0021,"cost_status":"reported",
         "input":{"task":"flaky"},"output":"done"}\
        """,
        shown.object("trace"));
    Map<String, JsonObject> spans =
        shown.array("spans").elements().stream()
            .map(JsonObject.class::cast)
            .collect(Collectors.toMap(span -> span.text("name"), Function.identity()));
    assertMembers("{\"kind\":\"agent\",\"parent_span_id\":null}", spans.get("fix"));
    assertMembers(
        """
        {"kind":"llm","status":"ok","provider":"anthropic","model":"claude-sonnet-4-5",
         "input":[{"role":"user","content":"hi"}],"output":"{\\"looks\\": \\"like JSON\\"}",
         "cost_usd":0.0021,"cost_status":"reported","duration_ms":1200,"ttft_ms":250}\
        """,
        spans.get("ask"));
    assertMembers(
        """
        {"input_tokens":1000,"output_tokens":80,"cached_input_tokens":900,"cache_write_tokens":97,
         "uncached_input_tokens":3}\
        """,
        spans.get("ask").object("usage"));
    assertMembers(
        """
        {"kind":"tool","status":"error","tool_name":"bash","tool_call_id":"c-1","input":"mvn test",
         "output":"1 failure"}\
        """,
        spans.get("run tests"));
    assertMembers("{\"type\":\"Exit\",\"message\":\"1\"}", spans.get("run tests").object("error"));
    String root = spans.get("fix").text("span_id");
    assertEquals(root, spans.get("ask").text("parent_span_id"));
    assertEquals(root, spans.get("run tests").text("parent_span_id"));
    JsonObject score = (JsonObject) shown.array("evaluations").elements().get(0);
    assertMembers(
        "{\"name\":\"tests pass\",\"value\":1,\"reason\":\"all of them\",\"source\":\"sdk\"}",
        score);
  }

  private static void assertMembers(String expected, JsonObject got) throws JsonReadException {
    ((JsonObject) Json.read(expected))
        .members()
        .forEach((name, value) -> assertEquals(value.write(), written(got.get(name)), name));
  }

  private static String written(JsonValue value) {
    return value == null ? "null" : value.write();
  }
}
