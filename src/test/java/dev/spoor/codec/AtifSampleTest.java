package dev.spoor.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AtifSampleTest {
  private static final Path SNAPSHOTS = Path.of("src/test/resources/snapshots/atif");

  static List<String> names() {
    return AtifSamples.names();
  }

  @Test
  void samples_areThere() {
    assertEquals(16, AtifSamples.names().size());
    assertEquals(AtifSamples.labels().members().keySet(), Set.copyOf(AtifSamples.names()));
  }

  /** To renew them: {@code -Dsnapshots.write=true}, then look at the difference. */
  @ParameterizedTest
  @ValueSource(
      strings = {"prove-plus-comm__YDACMLN", "qemu-alpine-ssh__iF9Kaeq", "query-optimize__xcBWV57"})
  void decode_isAsBefore(String name) throws IOException {
    Path snapshot = SNAPSHOTS.resolve(name + ".txt");
    String text = BatchText.of(AtifSamples.decode(name));
    if (Boolean.getBoolean("snapshots.write")) {
      Files.createDirectories(SNAPSHOTS);
      Files.writeString(snapshot, text);
    }

    assertEquals(Files.readString(snapshot), text);
  }

  @ParameterizedTest
  @MethodSource("names")
  void decode_twiceIsTheSame(String name) {
    assertEquals(AtifSamples.decode(name), AtifSamples.decode(name));
  }

  @ParameterizedTest
  @MethodSource("names")
  void decode_namesTheRunByItsSession(String name) {
    JsonObject file = AtifSamples.json(name);
    Batch batch = AtifSamples.decode(name);
    Fields run = batch.runs().get(0).fields();

    assertEquals(1, batch.runs().size());
    assertEquals(
        TraceId.derived("atif", file.text("session_id"), null), batch.runs().get(0).traceId());
    assertEquals("claude-code", run.get(RunField.AGENT));
    assertEquals(file.text("session_id"), run.get(RunField.SESSION_ID));
    assertEquals(file.object("agent").text("version"), run.get(RunField.RELEASE));
    assertFalse(run.has(RunField.GIT), "HEAD is no branch");
  }

  @ParameterizedTest
  @MethodSource("names")
  void decode_givesEverySpanItsOwnId(String name) {
    List<SpanDraft> spans = AtifSamples.decode(name).spans();

    assertEquals(
        spans.size(), spans.stream().map(SpanDraft::spanId).collect(Collectors.toSet()).size());
  }

  @ParameterizedTest
  @MethodSource("names")
  void decode_hasOneToolSpanForEachCall(String name) {
    List<SpanDraft> tools = spans(name, SpanKind.TOOL);
    JsonNumber expected = (JsonNumber) AtifSamples.labels().object(name).get("tool_calls");

    assertEquals(expected.whole().getAsLong(), tools.size());
  }

  @ParameterizedTest
  @MethodSource("names")
  void decode_addsUpToWhatTheFileSays(String name) {
    JsonObject totals = AtifSamples.json(name).object("final_metrics");
    Usage sum =
        spans(name, SpanKind.LLM).stream()
            .filter(span -> span.fields().has(SpanField.USAGE))
            .map(span -> span.fields().get(SpanField.USAGE))
            .reduce(Usage.NONE, Usage::plus);

    assertEquals(totals.get("total_prompt_tokens"), JsonNumber.of(sum.inputTokens()));
    assertEquals(totals.get("total_completion_tokens"), JsonNumber.of(sum.outputTokens()));
    assertEquals(totals.get("total_cached_tokens"), JsonNumber.of(sum.cachedInputTokens()));
    assertFalse(sum.partial());
  }

  @ParameterizedTest
  @MethodSource("names")
  void decode_findsTheLongestRepeat(String name) {
    JsonNumber expected =
        (JsonNumber) AtifSamples.labels().object(name).get("longest_identical_call_and_result_run");
    List<String> calls =
        spans(name, SpanKind.TOOL).stream()
            .map(SpanDraft::fields)
            .filter(fields -> fields.has(SpanField.OUTPUT))
            .map(
                fields ->
                    List.of(
                            fields.get(SpanField.TOOL_NAME),
                            fields.get(SpanField.INPUT),
                            fields.get(SpanField.OUTPUT))
                        .toString())
            .toList();
    int longest = 0;
    int run = 0;
    for (int i = 0; i < calls.size(); i++) {
      run = i > 0 && calls.get(i).equals(calls.get(i - 1)) ? run + 1 : 1;
      longest = Math.max(longest, run);
    }

    assertEquals(expected.whole().getAsLong(), longest);
  }

  @ParameterizedTest
  @MethodSource("names")
  void decode_failsWhatTheFileSaysFailed(String name) {
    long failed =
        AtifSamples.json(name).array("steps").elements().stream()
            .map(step -> ((JsonObject) step).object("extra").get("tool_result_is_error"))
            .filter(value -> value != null && value.write().equals("true"))
            .count();
    List<SpanDraft> errors =
        spans(name, SpanKind.TOOL).stream()
            .filter(span -> span.fields().get(SpanField.STATUS) == SpanStatus.ERROR)
            .toList();

    assertEquals(failed, errors.size());
    assertTrue(
        errors.stream().allMatch(span -> span.fields().get(SpanField.ERROR).message() != null));
  }

  @ParameterizedTest
  @MethodSource("names")
  void decode_keepsTimesInOrder(String name) {
    List<SpanDraft> spans = AtifSamples.decode(name).spans();
    Fields root = spans.get(0).fields();

    for (SpanDraft span : spans) {
      Instant start = span.fields().get(SpanField.STARTED_AT);
      Instant end = span.fields().get(SpanField.ENDED_AT);
      assertFalse(end.isBefore(start));
      assertFalse(start.isBefore(root.get(SpanField.STARTED_AT)));
      assertFalse(end.isAfter(root.get(SpanField.ENDED_AT)));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void decode_losesNothing(String name) {
    Set<String> kept = new HashSet<>();
    for (SpanDraft span : AtifSamples.decode(name).spans()) {
      for (Payload payload :
          List.of(
              span.fields().get(SpanField.INPUT, Payload.text("")),
              span.fields().get(SpanField.OUTPUT, Payload.text("")))) {
        collect(
            payload.form() == Payload.Form.JSON
                ? trusted(payload.text())
                : new JsonString(payload.text()),
            kept);
      }
      collect(trusted(span.fields().get(SpanField.ATTRIBUTES, JsonText.EMPTY_OBJECT).text()), kept);
      kept.add(span.fields().get(SpanField.TOOL_CALL_ID, ""));
    }
    Set<String> there = new HashSet<>();
    AtifSamples.json(name).array("steps").elements().forEach(step -> collect(content(step), there));
    collect(AtifSamples.json(name).object("agent"), there);
    collect(AtifSamples.json(name).object("final_metrics"), there);
    there.removeAll(kept);

    assertEquals(Set.of(), there);
  }

  /** A step without what fields of their own hold, and what stands in two places. */
  private static JsonObject content(JsonValue step) {
    JsonObject.Builder content = JsonObject.builder();
    ((JsonObject) step)
        .members()
        .forEach(
            (name, value) -> {
              if (!Set.of("source", "timestamp", "model_name", "tool_calls", "metrics")
                  .contains(name)) {
                content.put(name, value);
              }
            });
    // What a step says of its tool's name and its own words "Executed ..." is with the model's
    // call.
    return content
        .put(
            "calls",
            JsonArray.of(
                ((JsonObject) step).array("tool_calls").elements(),
                call -> ((JsonObject) call).get("arguments")))
        .put("beside", ((JsonObject) step).object("metrics").object("extra"))
        .build();
  }

  private static void collect(JsonValue value, Set<String> texts) {
    if (value instanceof JsonObject object) {
      object.members().values().forEach(member -> collect(member, texts));
    } else if (value instanceof JsonArray array) {
      array.elements().forEach(element -> collect(element, texts));
    } else if (value instanceof JsonString string) {
      texts.add(string.value());
    } else {
      texts.add(value.write());
    }
  }

  private static JsonValue trusted(String json) {
    return Json.trusted(new JsonText(json));
  }

  private static List<SpanDraft> spans(String name, SpanKind kind) {
    return AtifSamples.decode(name).spans().stream()
        .filter(span -> span.fields().get(SpanField.KIND) == kind)
        .toList();
  }
}
