package dev.spoor.codec.dialect;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.NewIds;
import dev.spoor.codec.RunJson;
import dev.spoor.codec.SpanJson;
import dev.spoor.codec.Warnings;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.TraceId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Our own names in OTLP: what an export says beyond the conventions, and what wins over them when
 * it comes back. A span's field is {@code spoor.} and its name in our JSON, a run's field {@code
 * spoor.run.} and its name, on the root span. Objects and lists are JSON in a string or structured.
 * An input or output that is a string is {@code spoor.input}, any other JSON value {@code
 * spoor.input_json}, as text.
 */
public final class SpoorAttributes {
  /** What the names of a span's fields begin with. */
  public static final String SPAN_PREFIX = "spoor.";

  /** What the names of a run's fields begin with. */
  public static final String RUN_PREFIX = "spoor.run.";

  /** Ends the name of a payload that is JSON and not a string. */
  public static final String JSON_SUFFIX = "_json";

  /** The fields of a span that OTLP has itself, or that an export writes as they are. */
  private static final Set<Field<?>> OF_THE_PROTOCOL =
      Set.of(
          SpanField.PARENT,
          SpanField.STARTED_AT,
          SpanField.ENDED_AT,
          SpanField.DURATION,
          SpanField.ATTRIBUTES,
          SpanField.EVENTS,
          SpanField.LINKS);

  /** A span that is read needs ids, which this one has beside its arguments. */
  private static final TraceId ANY_TRACE = new TraceId("0".repeat(31) + "1");

  private static final SpanId ANY_SPAN = new SpanId("0".repeat(15) + "1");

  private static final NewIds NO_NEW_IDS =
      new NewIds() {
        @Override
        public TraceId traceId() {
          return ANY_TRACE;
        }

        @Override
        public SpanId spanId() {
          return ANY_SPAN;
        }
      };

  private SpoorAttributes() {}

  /** What a span's field is called in OTLP. */
  public static String ofSpan(Field<?> field) {
    return SPAN_PREFIX + field.name();
  }

  /** What a run's field is called in OTLP. */
  public static String ofRun(Field<?> field) {
    return RUN_PREFIX + field.name();
  }

  static @Nullable SpanKind kind(Attributes attributes) {
    String word = attributes.text(ofSpan(SpanField.KIND));
    return word == null
        ? null
        : SpanKind.parse(word.toLowerCase(Locale.ROOT)).orElse(SpanKind.INTERNAL);
  }

  static void read(SpanReading span) {
    if (!span.attributes().hasPrefix(SPAN_PREFIX)) {
      return;
    }
    for (Field<?> field : SpanField.ALL) {
      if (!OF_THE_PROTOCOL.contains(field)) {
        read(span, field);
      }
    }
    Fields run = run(span.attributes());
    RunField.ALL.stream()
        .filter(run::has)
        .map(SpoorAttributes::ofRun)
        .forEach(span.attributes()::take);
  }

  /** Each on its own, so that one that cannot be read keeps no other from being read. */
  private static void read(SpanReading span, Field<?> field) {
    Attributes attributes = span.attributes();
    String name = ofSpan(field);
    JsonValue sent = attributes.value(name, name + JSON_SUFFIX);
    if (sent == null) {
      return;
    }
    boolean payload = field.equals(SpanField.INPUT) || field.equals(SpanField.OUTPUT);
    boolean asText = payload && attributes.hasAny(name);
    JsonValue value = asText ? sent : read(sent, field);
    try {
      Arguments arguments =
          Arguments.of(JsonObject.builder().put(field.name(), value).build(), new Warnings());
      say(span, field, SpanJson.draft(arguments, ANY_TRACE, NO_NEW_IDS).fields());
      if (span.says(field) && !field.equals(SpanField.KIND)) {
        attributes.take(asText || !payload ? name : name + JSON_SUFFIX);
      }
    } catch (BadInput stays) {
      // It is no word of ours then, and stays among the attributes.
      return;
    }
  }

  private static <T> void say(SpanReading span, Field<T> field, Fields fields) {
    span.say(field, fields.get(field));
  }

  /** A number or a document that came as a string. */
  private static JsonValue read(JsonValue sent, Field<?> field) {
    boolean isText = field.type() == String.class;
    if (isText || !(sent instanceof JsonString text)) {
      return sent;
    }
    JsonValue document = Documents.of(sent);
    if (document != null && !(document instanceof JsonString)) {
      return document;
    }
    BigDecimal number =
        Number.class.isAssignableFrom(field.type())
                || field.equals(SpanField.COST)
                || field.equals(SpanField.TTFT)
            ? Attributes.number(text)
            : null;
    return number == null ? sent : JsonNumber.of(number);
  }

  /** What a span says of its run in our own names. */
  static Fields run(Attributes attributes) {
    if (!attributes.hasPrefix(RUN_PREFIX)) {
      return Fields.NONE;
    }
    Map<String, JsonValue> said = new TreeMap<>();
    for (Field<?> field : RunField.ALL) {
      JsonValue value = attributes.value(ofRun(field));
      if (value != null) {
        said.put(field.name(), field.type() == String.class ? value : documentOf(value));
      }
    }
    Fields fields = Fields.NONE;
    for (Map.Entry<String, JsonValue> one : said.entrySet()) {
      fields = run(one.getKey(), one.getValue()).over(fields);
    }
    return fields;
  }

  private static JsonValue documentOf(JsonValue value) {
    JsonValue document = Documents.of(value);
    return document == null ? JsonArray.ofTexts(List.of()) : document;
  }

  private static Fields run(String name, JsonValue value) {
    JsonObject run = JsonObject.builder().put("name", "run").put(name, value).build();
    try {
      return RunJson.record(Arguments.of(run, new Warnings()), NO_NEW_IDS).run().fields();
    } catch (BadInput stays) {
      return Fields.NONE;
    }
  }
}
