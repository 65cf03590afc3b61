package dev.spoor.codec.claude;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.codec.BatchText;
import dev.spoor.codec.Told;
import dev.spoor.codec.session.Oddities;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClaudeSampleTest {
  private static final Path SNAPSHOTS = Path.of("src/test/resources/snapshots/claude-code");
  private static final String NAMES = "dev.spoor.codec.claude.Transcripts#names";

  /** To renew them: {@code -Dsnapshots.write=true}, then look at the difference. */
  @ParameterizedTest
  @ValueSource(strings = {"spotter/short", "spotter/tool_heavy", "claude-code-log/edge_cases"})
  void session_isAsBefore(String name) throws IOException {
    Path snapshot = SNAPSHOTS.resolve(Path.of(name).getFileName() + ".txt");
    String text = BatchText.of(Transcripts.batch(name));
    if (Boolean.getBoolean("snapshots.write")) {
      Files.createDirectories(SNAPSHOTS);
      Files.writeString(snapshot, text);
    }

    assertEquals(Files.readString(snapshot), text);
  }

  @ParameterizedTest
  @MethodSource(NAMES)
  void session_hasOneLlmSpanForEachMessageId(String name) {
    Set<String> ids =
        messages(name).stream()
            .map(message -> message.text("id"))
            .collect(Collectors.toCollection(HashSet::new));
    List<Fields> calls = Told.of(Transcripts.batch(name)).all(SpanKind.LLM);

    assertFalse(ids.isEmpty());
    assertEquals(ids.size(), calls.size());
    assertEquals(
        ids,
        calls.stream()
            .map(call -> attributes(call).text("message_id"))
            .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource(NAMES)
  void session_hasOneSpanForEachToolUse(String name) {
    Set<String> ids = new HashSet<>();
    for (JsonObject message : messages(name)) {
      for (JsonValue block : message.array("content").elements()) {
        if ("tool_use".equals(((JsonObject) block).text("type"))) {
          ids.add(((JsonObject) block).text("id"));
        }
      }
    }
    List<Fields> calling =
        Told.of(Transcripts.batch(name)).all().stream()
            .filter(span -> span.has(SpanField.TOOL_CALL_ID))
            .toList();

    assertEquals(ids.size(), calling.size());
    assertEquals(
        ids,
        calling.stream().map(span -> span.get(SpanField.TOOL_CALL_ID)).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource(NAMES)
  void session_countsTheLargestOfRepeatedUsage(String name) {
    Map<String, JsonObject> largest = new HashMap<>();
    for (JsonObject message : messages(name)) {
      largest.merge(
          Objects.requireNonNull(message.text("id")),
          message.object("usage"),
          (a, b) -> tokens(a, "output_tokens") > tokens(b, "output_tokens") ? a : b);
    }
    Usage sum =
        Told.of(Transcripts.batch(name)).all(SpanKind.LLM).stream()
            .map(call -> call.get(SpanField.USAGE, Usage.NONE))
            .reduce(Usage.NONE, Usage::plus);

    assertEquals(total(largest, usage -> tokens(usage, "input_tokens")), sum.uncachedInputTokens());
    assertEquals(
        total(largest, usage -> tokens(usage, "cache_read_input_tokens")), sum.cachedInputTokens());
    assertEquals(
        total(largest, usage -> tokens(usage, "cache_creation_input_tokens")),
        sum.cacheWriteTokens() + sum.cacheWriteOneHourTokens());
    assertEquals(total(largest, usage -> tokens(usage, "output_tokens")), sum.outputTokens());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"spotter/short", "spotter/tool_heavy", "spotter/subagent", Transcripts.LONG})
  void usageWithoutStopReason_isPartial(String name) {
    List<Fields> calls = Told.of(Transcripts.batch(name)).all(SpanKind.LLM);

    assertTrue(calls.stream().allMatch(call -> call.get(SpanField.USAGE).partial()));
  }

  @ParameterizedTest
  @MethodSource(NAMES)
  void session_givesEverySpanItsOwnIdAndAnEndNotBeforeItsStart(String name) {
    List<SpanDraft> spans = Transcripts.batch(name).spans();
    Set<Object> ids = new HashSet<>();

    for (SpanDraft span : spans) {
      Fields fields = span.fields();
      assertTrue(ids.add(List.of(span.traceId(), span.spanId())));
      assertFalse(
          fields
              .get(SpanField.ENDED_AT, fields.get(SpanField.STARTED_AT))
              .isBefore(fields.get(SpanField.STARTED_AT)));
    }
  }

  @ParameterizedTest
  @MethodSource(NAMES)
  void session_hangsEverySpanUnderAnAgentOfItsRun(String name) {
    Told told = Told.of(Transcripts.batch(name));

    told.spans.forEach(
        (traceId, spans) -> {
          SpanId root = SpanId.derived(traceId, "root");
          assertTrue(spans.containsKey(root));
          spans.forEach(
              (spanId, fields) -> {
                if (!spanId.equals(root)) {
                  Fields parent = spans.get(fields.get(SpanField.PARENT));
                  assertNotNull(parent);
                  assertEquals(SpanKind.AGENT, parent.get(SpanField.KIND));
                }
              });
        });
  }

  @ParameterizedTest
  @MethodSource(NAMES)
  void session_failsWhatItsLinesSayFailed(String name) {
    long failed =
        Transcripts.objects(name).stream()
            .flatMap(line -> line.object("message").array("content").elements().stream())
            .filter(block -> block instanceof JsonObject)
            .filter(block -> ((JsonObject) block).get("is_error") != null)
            .filter(block -> ((JsonObject) block).get("is_error").write().equals("true"))
            .count();
    List<Fields> errors =
        Told.of(Transcripts.batch(name)).all().stream()
            .filter(span -> span.get(SpanField.STATUS) == SpanStatus.ERROR)
            .toList();

    assertEquals(failed, errors.size());
    assertTrue(errors.stream().allMatch(span -> span.get(SpanField.ERROR).message() != null));
  }

  @Test
  void turns_areRunsOfOneSession() {
    Told told = Told.of(Transcripts.batch(Transcripts.LONG));
    String session = "4d5611e5-241a-462a-8d15-5122611a9569";

    assertEquals(
        Set.of(
            TraceId.derived("claude-code", session, "daa5a4bb-530c-4055-b20c-bde38255c99e"),
            TraceId.derived("claude-code", session, "91d1e79a-8ceb-4c23-b5d7-9bc6055be0c4"),
            TraceId.derived("claude-code", session, "a21807a0-3c2d-451c-944d-70ae08630074")),
        told.runs.keySet());
    for (Fields run : told.runs.values()) {
      assertEquals("claude-code", run.get(RunField.AGENT));
      assertEquals(session, run.get(RunField.SESSION_ID));
      assertEquals("spotter-dov", run.get(RunField.PROJECT));
      assertEquals("spotter-dov", run.get(RunField.GIT).branch());
      assertEquals("2.1.39", run.get(RunField.RELEASE));
    }
  }

  @Test
  void subAgents_hangUnderTheCallThatBeganThem() {
    Told told = Told.of(Transcripts.batch(Transcripts.LONG));
    TraceId first =
        TraceId.derived(
            "claude-code",
            "4d5611e5-241a-462a-8d15-5122611a9569",
            "daa5a4bb-530c-4055-b20c-bde38255c99e");
    SpanId task = SpanId.derived(first, "toolu_017pLRuPHYTX5t99EnLyV53m");
    Fields agent = told.spans.get(first).get(task);
    List<Fields> below =
        told.spans.get(first).values().stream()
            .filter(span -> task.equals(span.get(SpanField.PARENT)))
            .toList();

    assertEquals(SpanKind.AGENT, agent.get(SpanField.KIND));
    assertEquals("Explore", agent.get(SpanField.AGENT));
    assertEquals(SpanId.derived(first, "root"), agent.get(SpanField.PARENT));
    assertEquals(33, below.stream().filter(span -> span.has(SpanField.TOOL_CALL_ID)).count());
    assertEquals(
        Transcripts.agents(Transcripts.LONG).get("a2898e3").stream()
            .map(line -> new String(line, StandardCharsets.UTF_8))
            .filter(line -> line.contains("\"type\":\"assistant\""))
            .map(line -> line.replaceAll(".*?\"id\":\"(msg_[^\"]*)\".*", "$1"))
            .distinct()
            .count(),
        below.stream().filter(span -> span.get(SpanField.KIND) == SpanKind.LLM).count());
  }

  @Test
  void compactionHelper_isAnAgentOfItsOwnInTheTurnThatWasCompacted() {
    Told told = Told.of(Transcripts.batch(Transcripts.LONG));
    Fields helper = told.named("compaction helper");
    Fields boundary = told.named("compaction");

    assertEquals(SpanKind.AGENT, helper.get(SpanField.KIND));
    assertFalse(helper.has(SpanField.TOOL_CALL_ID));
    assertEquals(helper.get(SpanField.PARENT), boundary.get(SpanField.PARENT));
    assertEquals("auto", attributes(boundary).object("compactMetadata").text("trigger"));
  }

  @ParameterizedTest
  @MethodSource(NAMES)
  void session_losesNoWordOfItsMessages(String name) {
    Set<String> kept = new HashSet<>();
    for (Fields span : Told.of(Transcripts.batch(name)).all()) {
      for (Payload payload :
          List.of(
              span.get(SpanField.INPUT, Payload.text("")),
              span.get(SpanField.OUTPUT, Payload.text("")))) {
        collect(
            payload.form() == Payload.Form.JSON
                ? Json.trusted(new JsonText(payload.text()))
                : new JsonString(payload.text()),
            kept);
      }
      collect(attributes(span), kept);
      collect(Json.trusted(span.get(SpanField.EVENTS, JsonText.EMPTY_ARRAY)), kept);
    }
    Set<String> there = new HashSet<>();
    for (JsonObject line : Transcripts.objects(name)) {
      if (!"progress".equals(line.text("type"))) {
        JsonValue content = line.object("message").get("content");
        collect(content == null ? JsonArray.EMPTY : content, there);
      }
    }
    there.removeAll(kept);
    // The kinds of blocks and the ids of calls are told by fields.
    there.removeIf(text -> text.equals("tool_result") || text.startsWith("toolu_"));

    assertEquals(Set.of(), there);
  }

  @Test
  void oddLines_areCountedAndNotFatal() {
    Oddities oddities = new Oddities();
    Transcripts.batch("claude-code-log/edge_cases", oddities);

    assertEquals(
        Map.of(
            "message without content", 2L,
            "line that is no JSON object", 3L,
            "line without type", 1L,
            "message with a part that is no object", 1L),
        oddities.counts());
  }

  /** The replies of the model, of the session and its sub-agents, line by line. */
  private static List<JsonObject> messages(String name) {
    return Transcripts.objects(name).stream()
        .filter(line -> "assistant".equals(line.text("type")))
        .map(line -> line.object("message"))
        .filter(message -> !"<synthetic>".equals(message.text("model")))
        .toList();
  }

  private static long tokens(JsonObject usage, String name) {
    return usage.get(name) instanceof JsonNumber number ? number.whole().orElseThrow() : 0;
  }

  private static long total(Map<String, JsonObject> usages, ToLongFunction<JsonObject> count) {
    return usages.values().stream().mapToLong(count).sum();
  }

  private static JsonObject attributes(Fields span) {
    return (JsonObject) Json.trusted(span.get(SpanField.ATTRIBUTES, JsonText.EMPTY_OBJECT));
  }

  private static void collect(JsonValue value, Set<String> texts) {
    if (value instanceof JsonObject object) {
      object.members().values().forEach(member -> collect(member, texts));
    } else if (value instanceof JsonArray array) {
      array.elements().forEach(element -> collect(element, texts));
    } else if (value instanceof JsonString string) {
      texts.add(string.value());
    }
  }
}
