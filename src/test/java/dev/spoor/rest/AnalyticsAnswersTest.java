package dev.spoor.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.rest.RestBench.Reply;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalyticsAnswersTest {
  private static final String RUN =
      """
      {"name":"a","agent":"%s","feature":"f","runner_id":"r","project":"%s","started_at":"%s",
      "ended_at":"%s","spans":[{"name":"plan","kind":"llm","provider":"anthropic",
      "model":"claude-sonnet-4-5","usage":{"input_tokens":1000,"output_tokens":100}},
      {"name":"ls","kind":"tool","tool_name":"Bash","error":"no","duration_ms":10}]}""";

  @TempDir private Path folder;
  private RestBench bench;

  @BeforeEach
  void open() {
    bench = new RestBench(folder);
    record("one", "p", "2026-11-09T10:00:00Z", "2026-11-09T10:00:04Z");
    record("one", "p", "2026-11-16T10:00:00Z", "2026-11-16T10:00:02Z");
    record("two", "q", "2026-11-18T10:00:00Z", "2026-11-18T10:00:01Z");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void usage_byWeek_addsUpFromMondayOn() {
    JsonObject answer = analytics("usage?by=week&since=2026-11-09T00:00:00Z");
    assertEquals(List.of("1", "2"), members(answer, "runs"));
    assertEquals("3", answer.object("total").get("runs").write());
    assertEquals("3", answer.object("total").get("tool_calls").write());
    assertEquals("3300", answer.object("total").object("usage").get("total_tokens").write());
    assertEquals("2026-11-16T00:00:00Z", row(answer, 1).text("from"));
  }

  @Test
  void usage_nothingAsked_isThirtyDays() {
    JsonObject answer = analytics("usage");
    assertEquals("day", answer.text("by"));
    assertEquals(31, answer.array("rows").elements().size());
    assertEquals("2026-11-20T12:00:00Z", answer.text("until"));
  }

  @Test
  void cost_ofAProject_isItsOwn() {
    JsonObject answer =
        analytics("cost?project=q&by=hour&since=2026-11-18T09:00:00Z&until=1795006800000");
    assertEquals(
        List.of("null", "0.0045", "null", "null"), members(answer, "cost_usd").subList(0, 4));
    assertEquals("computed", answer.object("total").text("cost_status"));
  }

  @Test
  void latency_ofRuns_isWithinTwoPercent() {
    JsonObject total = analytics("latency").object("total");
    assertEquals("3", total.get("timed").write());
    assertEquals(2_000, Double.parseDouble(total.get("p50_ms").write()), 40);
    assertEquals(4_000, Double.parseDouble(total.get("p99_ms").write()), 80);
  }

  @Test
  void latency_ofNothing_isNull() {
    JsonObject total = analytics("latency?until=2026-11-01T00:00:00Z").object("total");
    assertEquals(JsonNull.NULL, total.get("p50_ms"));
  }

  @ParameterizedTest
  @CsvSource({
    "models,model,claude-sonnet-4-5,calls,3",
    "tools,tool_name,Bash,errors,3",
    "runners,runner_id,r,runs,3",
    "features,feature,f,runs,3",
  })
  void breakdown_namesEachValue(
      String subject, String member, String value, String count, String expected) {
    JsonObject answer = analytics(subject);
    assertEquals("whole", answer.text("by"));
    assertEquals(value, row(answer, 0).text(member));
    assertEquals(List.of(expected), members(answer, count));
    assertEquals(expected, answer.object("total").get(count).write());
  }

  @Test
  void agents_byWeek_haveARowForEachWeekAndAgent() {
    JsonObject answer = analytics("agents?by=week");
    assertEquals(List.of("\"one\"", "\"one\"", "\"two\""), members(answer, "agent"), answer::write);
  }

  @ParameterizedTest
  @CsvSource({
    "by=minute,by",
    "since=2026-11-20T00:00:00Z&until=2026-11-10T00:00:00Z,until",
    "since=1970-01-01T00:00:00Z&by=hour,by",
  })
  void wrongParameter_isProblemThatNamesIt(String query, String field) {
    Reply reply = bench.get("/api/analytics/usage?" + query);
    assertEquals(400, reply.status());
    assertEquals(field, reply.json().text("field"));
  }

  private void record(String agent, String project, String from, String to) {
    bench.stored("/api/traces", RUN.formatted(agent, project, from, to));
  }

  private JsonObject analytics(String path) {
    return bench.read("/api/analytics/" + path);
  }

  private static JsonObject row(JsonObject answer, int index) {
    return (JsonObject) answer.array("rows").elements().get(index);
  }

  private static List<String> members(JsonObject answer, String name) {
    return answer.array("rows").elements().stream()
        .map(row -> ((JsonObject) row).get(name))
        .map(JsonValue::write)
        .toList();
  }
}
