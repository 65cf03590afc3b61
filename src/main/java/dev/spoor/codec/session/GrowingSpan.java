package dev.spoor.codec.session;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A span of which more is known with every line that is read. Not thread-safe. */
public final class GrowingSpan {
  private final String key;
  private final Map<String, JsonValue> attributes = new LinkedHashMap<>();
  private Fields words;
  private boolean changed = true;

  /**
   * A span that begins.
   *
   * @param key what names it inside its run
   */
  public GrowingSpan(String key, SpanKind kind, String name, Instant startedAt) {
    this.key = key;
    this.words =
        Fields.builder()
            .set(SpanField.KIND, kind)
            .set(SpanField.NAME, name)
            .set(SpanField.STATUS, SpanStatus.RUNNING)
            .set(SpanField.STARTED_AT, startedAt)
            .build();
  }

  /** What names it inside its run. */
  public String key() {
    return key;
  }

  /** When it began. */
  public Instant startedAt() {
    return words.get(SpanField.STARTED_AT, Instant.EPOCH);
  }

  /** It began then, as is known by now. */
  public void startAt(Instant at) {
    set(SpanField.STARTED_AT, at);
  }

  /** When it ended; null while it runs. */
  public @Nullable Instant endedAt() {
    return words.get(SpanField.ENDED_AT);
  }

  /** What is known of a field; null when nothing is. */
  public <T> @Nullable T get(Field<T> field) {
    return words.get(field);
  }

  /** Knows a field; null takes back what was known of it. */
  public <T> void set(Field<T> field, @Nullable T value) {
    boolean same = value == null ? !words.has(field) : value.equals(words.get(field));
    if (!same) {
      words =
          value == null
              ? words.toBuilder().clear(field).build()
              : words.toBuilder().set(field, value).build();
      changed = true;
    }
  }

  /** Knows something that no field holds; null takes it back. */
  public void attribute(String name, @Nullable JsonValue value) {
    JsonValue before = value == null ? attributes.remove(name) : attributes.put(name, value);
    if (!Objects.equals(before, value)) {
      JsonObject.Builder all = JsonObject.builder();
      attributes.forEach(all::put);
      set(SpanField.ATTRIBUTES, attributes.isEmpty() ? null : Json.text(all.build()));
    }
  }

  /** It is over; one that ends before it began ended at once. */
  public void end(Instant at, SpanStatus status) {
    set(SpanField.ENDED_AT, at.isBefore(startedAt()) ? startedAt() : at);
    set(SpanField.STATUS, status);
  }

  /** It goes on, whatever had ended it. */
  public void goOn() {
    set(SpanField.ENDED_AT, null);
    set(SpanField.STATUS, SpanStatus.RUNNING);
  }

  /** Whether it was not told since something became known of it. */
  boolean isChanged() {
    return changed;
  }

  /** All of it was told. */
  void forgetChanges() {
    changed = false;
  }

  /** It was stored, so that what went in and came out need not be kept. */
  void forgetPayloads() {
    words = words.without(SpanField.INPUT).without(SpanField.OUTPUT);
  }

  /**
   * All that is known of it.
   *
   * @param parent the span it is part of; null for a run's root
   */
  Fields fields(@Nullable SpanId parent) {
    return words.toBuilder().set(SpanField.PARENT, parent).build();
  }
}
