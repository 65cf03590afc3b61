package dev.spoor.codec.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.spoor.codec.PayloadJson;
import dev.spoor.codec.otlp.Collected;
import dev.spoor.codec.otlp.OtlpLog;
import dev.spoor.codec.otlp.OtlpOrigin;
import dev.spoor.codec.otlp.OtlpSpan;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Batch;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever attributes come, they become drafts, and none of them is lost. */
final class DialectFuzzTest {
  private static final int ROUNDS = 3_000;
  private static final Instant AT = Instant.parse("2026-08-01T12:00:00Z");
  private static final TraceId TRACE = new TraceId("0af7651916cd43dd8448eb211c80319c");
  private static final SpanId SPAN = new SpanId("b7ad6b7169203331");

  private final OtlpMapping mapping = new OtlpMapping();

  @FuzzTest
  void attributes_ofAnyJson_areKept(byte[] bytes) {
    try {
      if (Json.read(bytes) instanceof JsonObject attributes) {
        check(attributes);
      }
    } catch (JsonReadException notJson) {
      assertNotNull(notJson.getMessage());
    }
  }

  /** Names that dialects know, with each other's values. */
  @Test
  void attributes_ofMixedDialects_areKept() throws IOException {
    List<String> names = new ArrayList<>();
    List<JsonValue> values = new ArrayList<>();
    for (String sample : DialectSampleTest.samples()) {
      String text = Files.readString(DialectSampleTest.SAMPLES.resolve(sample));
      Collected.spans(text).forEach(span -> collect(span.attributes(), names, values));
      Collected.logs(text).forEach(log -> collect(log.attributes(), names, values));
    }
    Random random = new Random(20_260_801);
    for (int round = 0; round < ROUNDS; round++) {
      JsonObject.Builder attributes = JsonObject.builder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        attributes.put(
            names.get(random.nextInt(names.size())), values.get(random.nextInt(values.size())));
      }
      check(attributes.build());
    }
  }

  @Test
  void attributes_nestedAsDeepAsJsonMayBe_areStoredSoThatTheyCanBeRead() {
    JsonValue deep = JsonArray.EMPTY;
    for (int i = 1; i < Json.MAX_DEPTH; i++) {
      deep = new JsonArray(List.of(deep));
    }
    for (String name :
        List.of(
            "own",
            "gen_ai.input.messages",
            "gen_ai.system_instructions",
            "metadata",
            "llm.input_messages.0.message.content",
            "langfuse.trace.metadata.x")) {
      check(JsonObject.builder().put("gen_ai.operation.name", "chat").put(name, deep).build());
      check(
          JsonObject.builder()
              .put("gen_ai.operation.name", "chat")
              .put(name, deep.write())
              .build());
    }
  }

  private static void collect(JsonObject from, List<String> names, List<JsonValue> values) {
    from.members()
        .forEach(
            (name, value) -> {
              names.add(name);
              values.add(value);
            });
  }

  private void check(JsonObject attributes) {
    OtlpOrigin origin = new OtlpOrigin(attributes, "scope", "1", attributes);
    OtlpSpan span =
        new OtlpSpan(
            origin,
            TRACE,
            SPAN,
            null,
            "span",
            1,
            AT,
            AT.plusSeconds(1),
            attributes,
            List.of(new OtlpSpan.Event(AT, "exception", attributes)),
            List.of(),
            2,
            "",
            "");
    Batch batch = mapping.spans(List.of(span));
    batch.spans().forEach(DialectFuzzTest::checkReadable);
    batch.runs().forEach(run -> checkReadable(run.fields().get(RunField.METADATA)));
    checkKept(attributes, batch.spans().get(0).fields());
    for (String event :
        List.of(
            "codex.sse_event",
            "codex.tool_result",
            "gemini_cli.api_response",
            "gen_ai.choice",
            "gemini_cli.tool_call",
            "claude_code.api_request",
            "claude_code.tool_result",
            "any",
            "gen_ai.client.inference.operation.details",
            "gen_ai.evaluation.result")) {
      OtlpLog log = new OtlpLog(origin, TRACE, SPAN, AT, 9, event, attributes, attributes);
      Batch told = mapping.logs(List.of(log), left -> {});
      told.spans().forEach(DialectFuzzTest::checkReadable);
      assertEquals(told, mapping.logs(List.of(log), left -> {}));
    }
  }

  /** In the attributes as sent, or its words in a field. */
  private static void checkKept(JsonObject sent, Fields fields) {
    Object document = fields.get(SpanField.ATTRIBUTES);
    assertNotNull(document);
    JsonObject kept = (JsonObject) Json.trusted(fields.get(SpanField.ATTRIBUTES));
    String elsewhere =
        fields.toString() + payload(fields, SpanField.INPUT) + payload(fields, SpanField.OUTPUT);
    for (Map.Entry<String, JsonValue> attribute : sent.members().entrySet()) {
      JsonValue value = attribute.getValue();
      boolean stays = value.equals(kept.get(attribute.getKey()));
      boolean asText = new JsonString(value.write()).equals(kept.get(attribute.getKey()));
      boolean redacted =
          kept.array("spoor.redacted_by_sender")
              .elements()
              .contains(new JsonString(attribute.getKey()));
      assertTrue(
          stays
              || asText
              || redacted
              || words(value).stream().allMatch(elsewhere::contains)
              || attribute.getKey().startsWith("spoor."),
          () -> attribute + " is lost in " + fields);
    }
  }

  private static String payload(Fields fields, Field<Payload> field) {
    Payload payload = fields.get(field);
    return payload == null ? "" : PayloadJson.json(payload).write();
  }

  /** The strings and numbers in a value, also in JSON that a string holds. */
  private static List<String> words(JsonValue value) {
    List<String> words = new ArrayList<>();
    collect(value, words);
    return words;
  }

  private static void collect(JsonValue value, List<String> words) {
    JsonValue read = Documents.unquoted(value);
    if (read instanceof JsonObject object) {
      object.members().values().forEach(member -> collect(member, words));
    } else if (read instanceof JsonArray array) {
      array.elements().forEach(element -> collect(element, words));
    } else if (read instanceof JsonString text) {
      String escaped = text.write();
      words.add(escaped.substring(1, escaped.length() - 1));
    } else if (read != null) {
      words.add(read.write());
    }
  }

  private static void checkReadable(SpanDraft draft) {
    checkReadable(draft.fields().get(SpanField.ATTRIBUTES));
    checkReadable(draft.fields().get(SpanField.EVENTS));
    payload(draft.fields(), SpanField.INPUT);
    payload(draft.fields(), SpanField.OUTPUT);
  }

  private static void checkReadable(@Nullable JsonText text) {
    if (text != null) {
      assertEquals(text.text(), Json.trusted(text).write());
    }
  }
}
