package dev.spoor.viewer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.fixture.Drafts;
import dev.spoor.json.Json;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Usage;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run, its spans and their payloads over HTTP. */
class OneRunTest {
  private static final Drafts DRAFTS = Drafts.ofRun(1);
  private static final String RUN = DRAFTS.traceId().runId();

  @TempDir private Path folder;
  private VisitedSite site;

  @BeforeEach
  void open() {
    site = VisitedSite.in(folder);
  }

  @AfterEach
  void close() {
    site.close();
  }

  private JsonObject json(String path) {
    HttpResponse<String> answer = site.get(path);
    assertEquals(200, answer.statusCode(), answer.body());
    try {
      return (JsonObject) Json.read(answer.body());
    } catch (JsonReadException e) {
      throw new AssertionError(e);
    }
  }

  private void record(SpanDraft... spans) {
    site.record(DRAFTS.ended(spans));
  }

  private static SpanDraft payloads(long number, Payload input, Payload output) {
    return DRAFTS
        .span(number, SpanKind.TOOL, "Bash")
        .at(number, 1)
        .with(SpanField.INPUT, input)
        .with(SpanField.OUTPUT, output)
        .draft();
  }

  @Test
  void otlp_isTheRunToBeSaved() {
    record();
    HttpResponse<String> answer = site.get("/runs/" + RUN + ".otlp.json");
    assertTrue(answer.body().startsWith("{\"resourceSpans\":[{\"resource\""), answer.body());
    assertTrue(
        answer.headers().firstValue("Content-Disposition").orElse("").contains(RUN + ".otlp.json"));
    assertEquals(404, site.get("/runs/" + "f".repeat(32) + ".otlp.json").statusCode());
  }

  @Test
  void page_namesRunAndItsData() {
    Fields run = Fields.NONE.with(RunField.SESSION_ID, "s/1").with(RunField.AGENT, "codex");
    site.record(new Batch(List.of(DRAFTS.run(run)), DRAFTS.ended().spans(), List.of()));
    for (String path : List.of("/runs/" + RUN, "/runs/" + RUN + "/replay")) {
      HttpResponse<String> page = site.get(path);
      assertEquals(200, page.statusCode());
      assertTrue(page.body().contains("<h1><bdi>fix the test</bdi></h1>"), page.body());
      assertTrue(page.body().contains("data-source=\"/runs/" + RUN + ".json\""), page.body());
      assertTrue(page.body().contains("href=\"/sessions/s%2F1\""), page.body());
    }
    assertEquals(200, site.get("/sessions/s%2F1").statusCode());
  }

  @Test
  void unknownRun_isPageThatSaysSo() {
    HttpResponse<String> page = site.get("/runs/run_0123456789");
    assertEquals(404, page.statusCode());
    assertTrue(page.body().contains("Nothing is here."), page.body());
    assertEquals(404, site.get("/runs/run_0123456789.json").statusCode());
    assertEquals(404, site.get("/sessions/none").statusCode());
    assertEquals(404, site.get("/sessions/none.json").statusCode());
  }

  @Test
  void columns_holdAllThatIsDrawn() {
    SpanDraft llm =
        DRAFTS
            .llm(2, 1)
            .with(SpanField.TTFT, Duration.ofMillis(250))
            .with(SpanField.USAGE, new Usage(10, 500, 20, 3, 40, 0, false))
            .draft();
    SpanDraft tool =
        DRAFTS
            .tool(3, 2, "Bash", "ls", "no")
            .under(2)
            .with(SpanField.STATUS, SpanStatus.ERROR)
            .draft();
    SpanDraft running =
        DRAFTS
            .span(4, SpanKind.TOOL, "Read")
            .with(SpanField.STATUS, SpanStatus.RUNNING)
            .with(SpanField.STARTED_AT, Drafts.NOON.plusNanos(3_500_001_999L))
            .draft();
    record(llm, tool, running);
    JsonObject answer = timeline("");
    assertEquals(
        List.of("run", "revision", "origin", "now", "rows", "strings", "columns"),
        List.copyOf(answer.members().keySet()));
    assertEquals("2026-11-20T12:00:00Z", answer.text("origin"));
    assertEquals(JsonNumber.of(4), answer.get("rows"));
    assertEquals(
        "{\"span_id\":\"0000000000000001000000000000000200000000000000030000000000000004\","
            + "\"sequence\":1,\"parent\":[0,0,1,0],\"kind\":[1,4,8,8],\"status\":[2,2,9,11],"
            + "\"name\":[3,5,10,12],\"model\":[0,6,0,0],\"tool\":[0,0,10,0],"
            + "\"start\":[0,1000000,1000000,1500001],\"duration\":[3600000000,1000000,1000000,-1],"
            + "\"ttft\":[-1,250000,-1,-1],\"cached\":[0,500,0,0],\"fresh\":[0,33,0,0],"
            + "\"output\":[0,40,0,0],\"cost\":[-1,873000,-1,-1],\"cost_status\":[0,7,0,0],"
            + "\"marks\":0}",
        answer.object("columns").write());
    assertEquals(
        "[\"\",\"agent\",\"ok\",\"fix the test\",\"llm\",\"chat\",\"claude-sonnet-4-5\","
            + "\"computed\",\"tool\",\"error\",\"Bash\",\"running\",\"Read\"]",
        answer.array("strings").write());
  }

  @Test
  void columnsAfterRevision_holdOnlyWhatChanged() {
    record(DRAFTS.llm(2, 1).draft(), DRAFTS.llm(3, 2).draft());
    String after = "?after=" + RUN + ":" + timeline("").get("revision").write();
    assertEquals(List.of(), json("/runs/" + RUN + ".json" + after).array("runs").elements());
    site.record(Batch.ofSpans(List.of(DRAFTS.llm(3, 2).draft(), DRAFTS.llm(4, 3).draft())));
    JsonObject answer = timeline(after);
    assertEquals("00000000000000030000000000000004", answer.object("columns").text("span_id"));
    assertEquals("[3,1]", answer.object("columns").get("sequence").write());
    assertEquals(400, site.get("/runs/" + RUN + ".json?after=x").statusCode());
  }

  @Test
  void startedRuns_comeAfterTheRunThatStartedThem() {
    record();
    startedBy(1, 3);
    startedBy(3, 4);
    startedBy(1, 2);
    assertEquals(
        List.of("fix the test", "run 2", "run 3", "run 4"),
        names("/runs/" + DRAFTS.traceId() + ".json"));
    assertEquals(List.of("run 3", "run 4"), names("/runs/" + Drafts.ofRun(3).traceId() + ".json"));
  }

  private void startedBy(long parent, long number) {
    Drafts drafts = Drafts.ofRun(number);
    Fields run = Fields.NONE.with(RunField.PARENT_TRACE, Drafts.ofRun(parent).traceId());
    SpanDraft root = drafts.span(1, SpanKind.AGENT, "run " + number).at(60L * number, 9).draft();
    site.record(new Batch(List.of(drafts.run(run)), List.of(root), List.of()));
  }

  private List<String> names(String path) {
    return json(path).array("runs").elements().stream()
        .map(run -> ((JsonObject) run).object("run").text("name"))
        .toList();
  }

  /** The first run of the data behind the run's page. */
  private JsonObject timeline(String query) {
    return (JsonObject) json("/runs/" + RUN + ".json" + query).array("runs").elements().get(0);
  }

  @Test
  void session_isItsTurnsOldestFirst() {
    for (int number = 1; number <= 2; number++) {
      Drafts drafts = Drafts.ofRun(number);
      Fields run = Fields.NONE.with(RunField.SESSION_ID, "s");
      SpanDraft root = drafts.span(1, SpanKind.AGENT, "turn " + number).at(60L * number, 9).draft();
      site.record(new Batch(List.of(drafts.run(run)), List.of(root), List.of()));
    }
    assertEquals(List.of("turn 1", "turn 2"), names("/sessions/s.json"));
    assertEquals(400, site.get("/sessions/s.json?after=1").statusCode());
  }

  @Test
  void details_keepPayloadsDigitByDigit() {
    String json = "{\"a\":1e400,\"b\":0.10,\"c\":12345678901234567890,\"d\":\"\\ud800\"}";
    record(payloads(2, Payload.json(new JsonText(json)), Payload.text("\u0000 \u202e x")));
    JsonObject details = json("/runs/" + RUN + "/spans/0000000000000002.json");
    assertEquals(json, details.object("input").text("text"));
    assertEquals("json", details.object("input").text("form"));
    assertEquals("\u0000 \u202e x", details.object("output").text("text"));
    assertEquals("text", details.object("output").text("form"));
    assertFalse(details.object("span").members().containsKey("input"));
    assertEquals("Bash", details.object("span").text("name"));
  }

  @Test
  void detailsOfLargePayload_areItsBeginningAndWayToRest() {
    String large = "x".repeat((256 << 10) - 1) + "\uD83D\uDE00" + "tail";
    record(payloads(2, Payload.text(large), Payload.text("")));
    JsonObject input = json("/runs/" + RUN + "/spans/0000000000000002.json").object("input");
    assertEquals("true", input.get("truncated").write());
    assertEquals("x".repeat((256 << 10) - 1), input.text("text"));
    assertEquals(large, site.get(input.text("url")).body());
  }

  @Test
  void payloadBytes_areSavedAndNeverShown() {
    byte[] lone = {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '<', '/'};
    record(
        payloads(
            2, Payload.of(Payload.Form.TEXT, lone), Payload.text("<script>alert(1)</script>")));
    String path = "/api/spans/" + DRAFTS.traceId() + "/0000000000000002/";
    assertArrayEquals(lone, site.bytes(path + "input").body());
    HttpResponse<String> output = site.get(path + "output");
    assertEquals("<script>alert(1)</script>", output.body());
    assertTrue(
        output.headers().firstValue("Content-Disposition").orElse("").startsWith("attachment"));
    assertEquals(
        "application/octet-stream", output.headers().firstValue("Content-Type").orElse(""));
    assertEquals(404, site.get(path + "other").statusCode());
    assertEquals(
        404, site.get("/api/spans/" + DRAFTS.traceId() + "/0000000000000001/input").statusCode());
    assertEquals(400, site.get("/api/spans/" + DRAFTS.traceId() + "/zz/input").statusCode());
  }

  @Test
  void details_countMessagesThatCallBeforeHadSent() {
    Payload first = messages("a", "b");
    Payload second = messages("a", "b", "c");
    record(payloads(2, first, first), payloads(3, second, second));
    String path = "/runs/" + RUN + "/spans/0000000000000003.json";
    assertEquals(JsonNumber.of(0), json(path).get("earlier_messages"));
    assertEquals(
        JsonNumber.of(2), json(path + "?previous=0000000000000002").get("earlier_messages"));
    assertEquals(
        JsonNumber.of(0), json(path + "?previous=00000000000000ff").get("earlier_messages"));
  }

  private static Payload messages(String... texts) {
    StringBuilder json = new StringBuilder("{\"messages\":[");
    for (String text : texts) {
      json.append(json.toString().endsWith("[") ? "" : ",");
      json.append("{\"role\":\"user\",\"content\":\"").append(text).append("\"}");
    }
    return Payload.json(new JsonText(json.append("]}").toString()));
  }

  @Test
  void hints_comeForSpansThatExist() {
    record(
        payloads(2, Payload.json(new JsonText("{\"command\":\"ls -l\\nmore\"}")), Payload.text("")),
        DRAFTS.llm(3, 1).draft());
    JsonObject hints =
        json("/runs/"
                + RUN
                + "/hints.json?spans=0000000000000002,0000000000000003,00000000000000ff,no")
            .object("hints");
    assertEquals("{\"0000000000000002\":\"ls -l\",\"0000000000000003\":\"\"}", hints.write());
  }
}
