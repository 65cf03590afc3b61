package dev.spoor.codec;

import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Correct messages with a few values made wrong, which random bytes seldom are. */
final class CodecMutationTest {
  private static final String RUN =
      "{'name':'a',"
          + RunJsonTest.FIELDS
          + ",'spans':["
          + SpanJsonTest.WHOLE
          + ",{'name':'x','kind':'tool','span_id':'one','parent_span_id':'two'},"
          + "{'name':'y','kind':'tool','span_id':'two'}]}";
  private static final String USAGE =
      "{'input_tokens':100,'prompt_tokens':100,'output_tokens':20,'total_tokens':120,"
          + "'prompt_tokens_details':{'cached_tokens':60},'cache_read_input_tokens':60,"
          + "'cache_creation_input_tokens':10,'cache_creation':{'ephemeral_1h_input_tokens':10},"
          + "'completion_tokens_details':{'reasoning_tokens':7},'thoughtsTokenCount':7,"
          + "'cached_input_tokens':60,'uncached_input_tokens':30,'cache':{'read':60}}";

  private static final Path EXPORT =
      Path.of(
          "src/test/resources/dev/spoor/codec/CodecFuzzTestInputs/export_ofAnyBytes_isReadOrRefused/small.json");

  private static final List<JsonValue> ODD =
      List.of(
          JsonNull.NULL,
          JsonBoolean.of(true),
          JsonObject.EMPTY,
          JsonArray.EMPTY,
          new JsonArray(List.of(JsonNull.NULL, JsonObject.EMPTY, new JsonString("x"))),
          new JsonNumber("0"),
          new JsonNumber("-1"),
          new JsonNumber("1.5"),
          new JsonNumber("1e400"),
          new JsonNumber("-1E-2000000000"),
          new JsonNumber("1E2000000000"),
          new JsonNumber("9223372036854775807"),
          new JsonNumber("9223372036854775808"),
          new JsonNumber("1000000000000"),
          new JsonNumber("1" + "0".repeat(5_000)),
          new JsonString(""),
          new JsonString(" \n"),
          new JsonString("two"),
          new JsonString("\ud83d\u0000\ude00"),
          new JsonString("x".repeat(1_001)),
          new JsonString("2262-04-11T23:47:16.854775807Z"),
          new JsonString("0001-01-01T00:00:00+14:00"));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void span_mutated_isReadOrRefused(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      CodecFuzzTest.checkSpan(mutated(Calls.json(SpanJsonTest.WHOLE), random));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void run_mutated_isReadOrRefused(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      CodecFuzzTest.checkRun(mutated(Calls.json(RUN), random));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void usage_mutated_isReadOrRefused(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      CodecFuzzTest.checkUsage(mutated(thinned(Calls.json(USAGE), random), random));
    }
  }

  @Test
  void atif_mutated_isReadOrRefused() {
    Random random = new Random(1);
    JsonObject file = AtifSamples.json("pypi-server__XLnvB86");
    for (int i = 0; i < 100; i++) {
      CodecFuzzTest.checkAtif(mutated(file, random).write().getBytes(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void export_mutated_isReadOrRefused(long seed) throws IOException, JsonReadException {
    Random random = new Random(seed);
    JsonObject export = (JsonObject) Json.read(Files.readAllBytes(EXPORT));
    for (int i = 0; i < 1_000; i++) {
      CodecFuzzTest.checkExport(mutated(export, random).write().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The same object with one to three of its values replaced. */
  private static JsonObject mutated(JsonObject object, Random random) {
    JsonObject mutated = object;
    for (int i = 0; i <= random.nextInt(3); i++) {
      mutated = (JsonObject) replaced(mutated, random, true);
    }
    return mutated;
  }

  private static JsonValue replaced(JsonValue value, Random random, boolean top) {
    boolean leaf =
        !(value instanceof JsonObject object && !object.members().isEmpty())
            && !(value instanceof JsonArray array && !array.elements().isEmpty());
    if (!top && (leaf || random.nextInt(4) == 0)) {
      return ODD.get(random.nextInt(ODD.size()));
    }
    if (value instanceof JsonArray array) {
      List<JsonValue> elements = new ArrayList<>(array.elements());
      int index = random.nextInt(elements.size());
      elements.set(index, replaced(elements.get(index), random, false));
      return new JsonArray(elements);
    }
    JsonObject object = (JsonObject) value;
    if (object.members().isEmpty()) {
      return object;
    }
    List<String> names = List.copyOf(object.members().keySet());
    String name = names.get(random.nextInt(names.size()));
    JsonObject.Builder builder = JsonObject.builder();
    object.members().forEach(builder::put);
    return builder.put(name, replaced(object.get(name), random, false)).build();
  }

  private static JsonObject thinned(JsonObject object, Random random) {
    JsonObject.Builder builder = JsonObject.builder();
    object
        .members()
        .forEach((name, value) -> builder.put(name, random.nextBoolean() ? value : null));
    return builder.build();
  }
}
