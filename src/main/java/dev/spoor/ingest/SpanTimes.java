package dev.spoor.ingest;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Works out status, start and end of a span from what its sender said (contract, section 1,
 * "Defaults"). A start that nobody said is marked in the attributes, so that it is drawn as a
 * guess.
 */
final class SpanTimes {
  private static final String MARK = "spoor.time";
  private static final String INFERRED = "inferred";

  private SpanTimes() {}

  /** Whether nobody said when the span began. */
  static boolean isGuess(Fields fields) {
    return fields.get(SpanField.ATTRIBUTES, JsonText.EMPTY_OBJECT).endsWithMember(MARK, INFERRED);
  }

  /** Attributes that say whether the start is a guess. */
  static JsonText marked(JsonObject attributes, boolean guess) {
    Map<String, JsonValue> members = new LinkedHashMap<>(attributes.members());
    members.remove(MARK);
    JsonText plain = Json.text(new JsonObject(members));
    return guess ? plain.withMember(MARK, INFERRED) : plain;
  }

  /** Refuses an end before its start. */
  static void requireOrder(Instant started, Instant ended) {
    if (ended.isBefore(started)) {
      throw BadInput.of("ended_at", "must not be before started_at")
          .got(Duration.between(ended, started).toMillis() + " ms before")
          .example(
              "\"started_at\": \"2026-11-20T10:00:00Z\", \"ended_at\": \"2026-11-20T10:00:02Z\"");
    }
  }

  /**
   * The fields of a span not stored before, with status and times.
   *
   * @param floor where a span begins whose sender has no clock: the end of the one before, else its
   *     parent's start
   */
  static Fields ofNew(Fields sent, Instant floor, Instant now) {
    SpanStatus status =
        sent.get(SpanField.STATUS, sent.has(SpanField.ERROR) ? SpanStatus.ERROR : SpanStatus.OK);
    Instant started = sent.get(SpanField.STARTED_AT);
    Instant ended = sent.get(SpanField.ENDED_AT);
    Duration duration = sent.get(SpanField.DURATION);
    boolean inferred = false;
    if (status == SpanStatus.RUNNING) {
      started = started == null ? now : started;
      ended = null;
    } else if (started != null) {
      ended =
          ended != null ? ended : duration != null ? started.plus(duration) : later(started, now);
    } else {
      ended = ended != null ? ended : now;
      inferred = duration == null;
      started = duration != null ? ended.minus(duration) : earlier(floor, ended);
    }
    return with(sent, status, started, ended, inferred);
  }

  /** The fields of a stored span with a later message laid over them. */
  static Fields ofMerged(Fields stored, Fields sent, Instant now) {
    Fields merged = sent.over(stored);
    Instant started = merged.get(SpanField.STARTED_AT, now);
    Duration duration = sent.get(SpanField.DURATION);
    Instant ended =
        duration == null || sent.has(SpanField.ENDED_AT)
            ? merged.get(SpanField.ENDED_AT)
            : started.plus(duration);
    SpanStatus status = status(stored, sent, ended);
    if (status == SpanStatus.RUNNING) {
      ended = null;
    } else if (ended == null) {
      ended = later(started, now);
    }
    if (ended != null) {
      requireOrder(started, ended);
    }
    boolean inferred = !sent.has(SpanField.STARTED_AT) && isGuess(stored);
    return with(merged, status, started, ended, inferred);
  }

  private static SpanStatus status(Fields stored, Fields sent, @Nullable Instant ended) {
    SpanStatus said = sent.get(SpanField.STATUS);
    if (said != null) {
      return said;
    }
    if (sent.has(SpanField.ERROR)) {
      return SpanStatus.ERROR;
    }
    SpanStatus before = stored.get(SpanField.STATUS, SpanStatus.OK);
    return before == SpanStatus.RUNNING && ended != null ? SpanStatus.OK : before;
  }

  private static Fields with(
      Fields fields,
      SpanStatus status,
      Instant started,
      @Nullable Instant ended,
      boolean inferred) {
    Fields.Builder timed =
        fields.toBuilder()
            .forget(SpanField.DURATION)
            .forget(SpanField.ENDED_AT)
            .set(SpanField.STATUS, status)
            .set(SpanField.STARTED_AT, started)
            .set(SpanField.ENDED_AT, ended);
    JsonText attributes = fields.get(SpanField.ATTRIBUTES, JsonText.EMPTY_OBJECT);
    if (inferred && !attributes.endsWithMember(MARK, INFERRED)) {
      timed.set(SpanField.ATTRIBUTES, attributes.withMember(MARK, INFERRED));
    }
    return timed.build();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
