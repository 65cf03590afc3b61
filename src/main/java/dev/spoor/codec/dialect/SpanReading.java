package dev.spoor.codec.dialect;

import dev.spoor.codec.PayloadJson;
import dev.spoor.codec.UsageConvention;
import dev.spoor.codec.otlp.OtlpOrigin;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.Payload;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One span, or a log record that tells of one, while the dialects read it: of each field the first
 * word holds. Not thread-safe.
 */
final class SpanReading {
  /** Kinds whose usage and cost sum up those of the spans below them. */
  private static final Set<SpanKind> AGGREGATES =
      EnumSet.of(SpanKind.AGENT, SpanKind.CHAIN, SpanKind.RUNNER_STEP);

  private static final long MOST_MILLISECONDS = Duration.ofDays(3_653).toMillis();
  private static final int HOTTEST = 100;

  /** How deep a payload is nested by what is put around it. */
  private static final int WRAPPING = 6;

  private final OtlpOrigin origin;
  private final String name;
  private final Instant start;
  private final Attributes attributes;
  private final SpanKind kind;
  private final Fields.Builder fields = Fields.builder();

  /**
   * A reading that begins.
   *
   * @param name what the sender calls the span; empty when it has no name
   * @param start when it began
   */
  SpanReading(OtlpOrigin origin, String name, Instant start, Attributes attributes) {
    this(origin, name, start, attributes, Kinds.of(origin, name, attributes));
  }

  /** A reading of a span whose kind is known. */
  SpanReading(OtlpOrigin origin, String name, Instant start, Attributes attributes, SpanKind kind) {
    this.origin = origin;
    this.name = name;
    this.start = start;
    this.attributes = attributes;
    this.kind = kind;
  }

  OtlpOrigin origin() {
    return origin;
  }

  String name() {
    return name;
  }

  Instant start() {
    return start;
  }

  Attributes attributes() {
    return attributes;
  }

  SpanKind kind() {
    return kind;
  }

  /** Says it, unless an earlier dialect has said something else. */
  <T> void say(Field<T> field, @Nullable T value) {
    if (!says(field)) {
      fields.set(field, value);
    }
  }

  boolean says(Field<?> field) {
    return fields.get(field) != null;
  }

  /** What was said of one field; null for nothing. */
  <T> @Nullable T said(Field<T> field) {
    return fields.get(field);
  }

  /** What was said. */
  Fields fields() {
    return fields.build();
  }

  /** Says the first of these attributes, as it is: a string is text. */
  void payload(Field<Payload> field, String... names) {
    if (!says(field)) {
      payload(field, attributes.taken(names));
    }
  }

  /** Says the first of these attributes, in which JSON is written as a string. */
  void document(Field<Payload> field, String... names) {
    if (!says(field)) {
      payload(field, attributes.document(names));
    }
  }

  /** Says a value that stands for a payload. */
  void payload(Field<Payload> field, @Nullable JsonValue value) {
    if (value != null) {
      say(field, PayloadJson.read(Documents.bounded(value, WRAPPING)));
    }
  }

  /**
   * Says what a model was asked: the messages, or where there is more an object of {@code system},
   * {@code messages} and {@code tools}.
   */
  void request(
      @Nullable JsonValue system, @Nullable JsonValue messages, @Nullable JsonValue tools) {
    if (system == null && tools == null) {
      payload(SpanField.INPUT, messages);
    } else {
      payload(
          SpanField.INPUT,
          JsonObject.builder()
              .put("system", bounded(system))
              .put("messages", bounded(messages))
              .put("tools", bounded(tools))
              .build());
    }
  }

  private static @Nullable JsonValue bounded(@Nullable JsonValue value) {
    return value == null ? null : Documents.bounded(value, WRAPPING + 1);
  }

  /** Says what the call counted, unless it sums up the spans below it. */
  void usage(Counters counters, UsageConvention convention) {
    usage(counters.usage(convention, kind));
  }

  /** Says what the call counted, unless it sums up the spans below it. */
  void usage(@Nullable Usage usage) {
    if (!AGGREGATES.contains(kind)) {
      say(SpanField.USAGE, usage);
    }
  }

  /** Says what the sender reports in US dollars, unless it sums up the spans below it. */
  void cost(@Nullable BigDecimal dollars) {
    if (dollars != null
        && !AGGREGATES.contains(kind)
        && dollars.compareTo(BigDecimal.valueOf(1_000_000_000)) <= 0) {
      say(SpanField.COST, Usd.of(dollars));
    }
  }

  /** Says how the model was set, by the parameters' names in most APIs. */
  void parameters(JsonObject parameters) {
    Attributes set = new Attributes(parameters);
    temperature(set.decimal("temperature"));
    say(
        SpanField.MAX_TOKENS,
        set.whole(
            "max_tokens",
            "maxTokens",
            "max_completion_tokens",
            "max_output_tokens",
            "maxOutputTokens"));
  }

  void temperature(@Nullable BigDecimal temperature) {
    if (temperature != null && temperature.compareTo(BigDecimal.valueOf(HOTTEST)) <= 0) {
      say(SpanField.TEMPERATURE, temperature);
    }
  }

  /** Says how long the first token took. */
  void firstToken(@Nullable BigDecimal milliseconds) {
    if (milliseconds != null) {
      say(SpanField.TTFT, duration(milliseconds));
    }
  }

  /** So many milliseconds; null when they are more than a decade. */
  static @Nullable Duration duration(@Nullable BigDecimal milliseconds) {
    return milliseconds == null || milliseconds.compareTo(BigDecimal.valueOf(MOST_MILLISECONDS)) > 0
        ? null
        : Duration.ofNanos(milliseconds.movePointRight(6).longValue());
  }

  /** Says that it failed. */
  void failed(@Nullable String type, @Nullable String message) {
    say(SpanField.STATUS, SpanStatus.ERROR);
    if (type != null || message != null) {
      say(SpanField.ERROR, Errors.of(type, message, null));
    }
  }

  /** Says why the model stopped: the first reason of several. */
  void finishReason(@Nullable JsonValue reasons) {
    JsonValue document = Documents.of(reasons);
    List<JsonValue> each =
        document instanceof JsonArray array
            ? array.elements()
            : document instanceof JsonString string ? List.of(string) : List.of();
    if (!each.isEmpty()) {
      say(SpanField.FINISH_REASON, Texts.word(each.get(0)));
    }
  }
}
