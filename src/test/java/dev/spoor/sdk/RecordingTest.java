package dev.spoor.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a program records is what arrives. */
class RecordingTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String PARENT = "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01";

  private Collector collector;
  private Spoor spoor;

  @BeforeEach
  void start() throws IOException {
    collector = new Collector();
    spoor = Spoor.configure(Map.of("SPOOR_URL", collector.url())).project("shop").build();
  }

  @AfterEach
  void stop() {
    spoor.close();
    collector.close();
  }

  private Map<String, JsonValue> values(String span) {
    assertTrue(spoor.flush(LONG), () -> spoor.stats().toString());
    return Collector.values(collector.span(span));
  }

  private void assertValues(String expected, String span) {
    try {
      Map<String, JsonValue> got = new TreeMap<>(values(span));
      assertEquals(new TreeMap<>(((JsonObject) Json.read(expected)).members()), got);
    } catch (JsonReadException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void run_withSteps_arrivesWhole() {
    try (Trace trace = spoor.startTrace("fix")) {
      trace.session("s-1").user("u-1").agent("fixer").tag("nightly").tag("green");
      trace.input(Map.of("task", "flaky"));
      trace.recordLlm(
          "claude-sonnet-4-5",
          call ->
              call.provider("anthropic")
                  .usage(
                      Map.of(
                          "input_tokens", 3,
                          "cache_read_input_tokens", 900,
                          "cache_creation_input_tokens", 97,
                          "output_tokens", 80))
                  .input(List.of(Map.of("role", "user")))
                  .output("hello")
                  .costUsd(0.0021)
                  .finishReason("stop")
                  .timeToFirstToken(Duration.ofMillis(250))
                  .duration(Duration.ofMillis(1200)));
      try (SpanScope span = trace.span("run tests", Kind.TOOL)) {
        span.toolName("bash").toolCallId("c-1").input("mvn test").output("1 failure");
        span.attribute("exit_code", 1);
      }
      trace.output("done").score("tests pass", 1.0, null, "all of them");
    }
    assertValues(
        """
        {"spoor.kind":"agent","gen_ai.operation.name":"invoke_agent","spoor.run.project":"shop",
         "spoor.run.agent":"fixer","session.id":"s-1","user.id":"u-1","spoor.run.tags":["nightly","green"],
         "spoor.input":{"task":"flaky"},"spoor.output":"done"}\
        """,
        "fix");
    assertValues(
        """
        {"spoor.kind":"llm","gen_ai.operation.name":"chat","gen_ai.provider.name":"anthropic",
         "gen_ai.response.model":"claude-sonnet-4-5","gen_ai.usage.input_tokens":1000,
         "gen_ai.usage.output_tokens":80,"gen_ai.usage.cache_read.input_tokens":900,
         "gen_ai.usage.cache_creation.input_tokens":97,"spoor.cost_usd":0.0021,
         "gen_ai.response.finish_reasons":["stop"],"gen_ai.response.time_to_first_chunk":0.25,
         "spoor.input":[{"role":"user"}],"spoor.output":"hello"}\
        """,
        "llm claude-sonnet-4-5");
    assertValues(
        """
        {"spoor.kind":"tool","gen_ai.operation.name":"execute_tool","gen_ai.tool.name":"bash",
         "gen_ai.tool.call.id":"c-1","spoor.input":"mvn test","spoor.output":"1 failure",
         "exit_code":1}\
        """,
        "run tests");
    JsonObject root = collector.span("fix");
    JsonObject llm = collector.span("llm claude-sonnet-4-5");
    assertEquals(root.text("traceId"), llm.text("traceId"));
    assertEquals(root.text("spanId"), llm.text("parentSpanId"));
    assertFalse(root.members().containsKey("parentSpanId"));
    assertEquals(1_200_000_000L, nanos(llm, "endTimeUnixNano") - nanos(llm, "startTimeUnixNano"));
    JsonObject score = collector.scores().get(0);
    assertEquals("gen_ai.evaluation.result", score.text("eventName"));
    assertEquals(root.text("spanId"), score.text("spanId"));
    assertEquals(
        new JsonString("tests pass"), Collector.values(score).get("gen_ai.evaluation.name"));
  }

  private static long nanos(JsonObject span, String field) {
    return Long.parseLong(span.text(field));
  }

  @Test
  void listThatGrowsLater_isSentAsItWas() {
    List<String> messages = new ArrayList<>(List.of("one"));
    try (Trace trace = spoor.startTrace("run")) {
      trace.input(messages);
      messages.add("two");
    }
    assertEquals("[\"one\"]", values("run").get("spoor.input").write());
  }

  @Test
  void values_ofEveryKind_keepTheirKind() {
    Map<String, Object> nested = new LinkedHashMap<>();
    nested.put("b", new Object[] {1, null, new int[] {2}});
    nested.put("a", Map.of());
    String text = "{\"looks\": \"like JSON\"} \ud83d alone, \ud83d\ude42 whole, \0 \u2028 \" \\";
    try (Trace trace = spoor.startTrace("values")) {
      trace.input(text).output(nested);
      trace.attribute("real", 0.1).attribute("nan", Double.NaN).attribute("truth", true);
      trace.attribute("large", new java.math.BigInteger("9".repeat(30)));
      trace.attribute("bytes", new byte[] {-1}).attribute("kind", Kind.TOOL);
    }
    Map<String, JsonValue> got = values("values");
    assertEquals(new JsonString(text), got.get("spoor.input"));
    assertEquals("{\"b\":[1,null,[2]],\"a\":{}}", got.get("spoor.output").write());
    assertEquals("0.1", got.get("real").write());
    assertEquals("\"NaN\"", got.get("nan").write());
    assertEquals("true", got.get("truth").write());
    assertEquals(new JsonString("9".repeat(30)), got.get("large"));
    assertEquals(new JsonString("/w=="), got.get("bytes"));
  }

  @Test
  void badValues_areCountedAndNothingThrows() {
    List<Object> circular = new ArrayList<>();
    circular.add(circular);
    Object hostile =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no");
          }
        };
    Trace trace = spoor.startTrace(null);
    trace.input(circular).output(hostile).usage(Map.of("tokens", 1)).tag(null).tag("");
    trace.duration(Duration.ofMillis(-1)).attribute(null, null).error((Throwable) null);
    trace.recordLlm(
        "m",
        call -> {
          throw new IllegalStateException("about nothing");
        });
    trace.span(null, null).close();
    trace.close();
    trace.output("too late").close();
    assertEquals(8, spoor.stats().invalid(), spoor.stats().lastProblem());
    assertTrue(spoor.flush(LONG));
    assertEquals(3, collector.spans().size());
  }

  @Test
  void exception_isRecordedAndGoesOn() {
    assertThrows(
        IOException.class,
        () ->
            spoor.trace(
                "fails",
                trace -> {
                  throw new IOException("gone");
                }));
    assertEquals(Optional.empty(), spoor.current());
    assertEquals(new JsonString("java.io.IOException"), values("fails").get("error.type"));
    JsonObject span = collector.span("fails");
    assertEquals("{\"code\":2,\"message\":\"gone\"}", span.get("status").write());
    assertTrue(span.get("events").write().contains("exception.stacktrace"));
  }

  @Test
  void boundSpan_isCurrentOnItsThreadUntilClosed() throws InterruptedException {
    try (SpanScope outer = spoor.startTrace("outer").bind()) {
      SpanScope inner = outer.span("inner", Kind.CHAIN).bind();
      assertEquals(Optional.of(inner), spoor.current());
      assertEquals(Optional.of(inner.traceparent()), spoor.currentTraceparent());
      List<Optional<SpanScope>> elsewhere = new ArrayList<>();
      Thread other = new Thread(() -> elsewhere.add(spoor.current()));
      other.start();
      other.join();
      assertEquals(List.of(Optional.empty()), elsewhere);
      inner.close();
      assertEquals(Optional.of(outer), spoor.current());
      try (Trace below = spoor.startTrace("below")) {
        assertNotEquals(outer.traceId(), below.traceId());
      }
    }
    assertEquals(Optional.empty(), spoor.current());
    String parent = collectorSpan("outer").text("spanId");
    assertEquals(new JsonString(parent), values("below").get("spoor.run.parent_span_id"));
  }

  private JsonObject collectorSpan(String name) {
    values(name);
    return collector.span(name);
  }

  @Test
  void environment_saysWhereAndBelowWhat() {
    Map<String, String> variables =
        Map.of(
            "SPOOR_URL",
            collector.url(),
            "SPOOR_TOKEN",
            "secret",
            "SPOOR_SESSION_ID",
            "s",
            "TRACEPARENT",
            PARENT);
    try (Spoor child = Spoor.configure(variables).build()) {
      assertEquals(Optional.of(PARENT), child.currentTraceparent());
      child.startTrace("child").close();
      assertTrue(child.flush(LONG));
    }
    Map<String, JsonValue> got = Collector.values(collector.span("child"));
    assertEquals(new JsonString("a".repeat(32)), got.get("spoor.run.parent_trace_id"));
    assertEquals(new JsonString("s"), got.get("session.id"));
    assertEquals("Bearer secret", collector.requests().get(0).header("authorization"));
  }

  @Test
  void malformedTraceparent_isIgnored() {
    for (String value : List.of("", "x", PARENT.replace('a', '0'), "ff" + PARENT.substring(2))) {
      try (Spoor child = Spoor.configure(Map.of("TRACEPARENT", value)).build()) {
        assertEquals(Optional.empty(), child.currentTraceparent());
      }
    }
  }

  @Test
  void contentSwitchedOff_staysHere() {
    try (Spoor quiet =
        Spoor.configure(Map.of()).url(collector.url()).captureContent(false).build()) {
      try (Trace trace = quiet.startTrace("run")) {
        trace.input("password").output("password");
      }
      assertTrue(quiet.flush(LONG));
    }
    assertFalse(collector.span("run").write().contains("password"));
  }

  @Test
  void times_thatAreTold_areKept() {
    Instant at = Instant.parse("2026-01-02T03:04:05.000000006Z");
    try (Trace trace = spoor.startTrace("told")) {
      trace.startedAt(at).endedAt(at.plusMillis(5));
    }
    values("told");
    JsonObject span = collector.span("told");
    assertEquals("1767323045000000006", span.text("startTimeUnixNano"));
    assertEquals("1767323045005000006", span.text("endTimeUnixNano"));
  }

  @Test
  void url_thatIsNone_isRefused() {
    for (String url : List.of("ftp://x", "http://", "no url")) {
      Configuration configuration = Spoor.configure(Map.of()).url(url);
      assertThrows(IllegalArgumentException.class, configuration::build, url);
    }
  }
}
