package dev.spoor.ingest;

import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.RunDraft;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives times to a run that is told after the fact: spans without any are laid end to end in the
 * order sent, those below another from its start, and a span lasts at least as long as what is
 * below it. The whole begins at the run's start, else ends at the run's end, else ends now.
 */
final class Timeline {
  private final Map<SpanId, List<SpanDraft>> below = new HashMap<>();
  private final Map<SpanId, Fields> timed = new HashMap<>();
  private final Set<SpanId> laid = new HashSet<>();

  private Timeline() {}

  /**
   * The batch with a start and an end on every span that is not running; batches without a root are
   * left alone.
   */
  static Batch lay(Batch batch, Instant now) {
    if (batch.runs().size() != 1 || batch.runs().get(0).rootSpanId() == null) {
      return batch;
    }
    return new Timeline().laid(batch, batch.runs().get(0), now);
  }

  private Batch laid(Batch batch, RunDraft run, Instant now) {
    SpanId root = Objects.requireNonNull(run.rootSpanId());
    Set<SpanId> known = new HashSet<>();
    batch.spans().forEach(span -> known.add(span.spanId()));
    for (SpanDraft span : batch.spans()) {
      SpanId parent = span.fields().get(SpanField.PARENT, root);
      if (!span.spanId().equals(root)) {
        below
            .computeIfAbsent(known.contains(parent) ? parent : root, id -> new ArrayList<>())
            .add(span);
      }
    }
    Fields rootFields =
        batch.spans().stream()
            .filter(span -> span.spanId().equals(root))
            .map(SpanDraft::fields)
            .findFirst()
            .orElse(Fields.NONE);
    Instant start = start(rootFields, root, now);
    Instant end = layBelow(root, start);
    timed.put(root, rootTimes(rootFields, start, end));
    return new Batch(
        batch.runs(),
        batch.spans().stream()
            .map(span -> span.withFields(timed.getOrDefault(span.spanId(), span.fields())))
            .toList(),
        batch.scores());
  }

  private Instant start(Fields root, SpanId rootId, Instant now) {
    Instant started = root.get(SpanField.STARTED_AT);
    if (started != null) {
      return started;
    }
    Duration length = Duration.between(Instant.EPOCH, layBelow(rootId, Instant.EPOCH));
    laid.clear();
    Duration said = root.get(SpanField.DURATION, Duration.ZERO);
    return root.get(SpanField.ENDED_AT, now).minus(length.compareTo(said) > 0 ? length : said);
  }

  private static Fields rootTimes(Fields root, Instant start, Instant end) {
    if (root.get(SpanField.STATUS) == SpanStatus.RUNNING) {
      return root.with(SpanField.STARTED_AT, start);
    }
    Instant said = root.get(SpanField.ENDED_AT);
    Duration duration = root.get(SpanField.DURATION);
    Instant spanned = said != null ? said : duration != null ? start.plus(duration) : end;
    return root.with(SpanField.STARTED_AT, start).with(SpanField.ENDED_AT, spanned);
  }

  /** Lays what is below a span from a point on, and returns where the last of it ends. */
  private Instant layBelow(SpanId parent, Instant from) {
    Instant cursor = from;
    if (!laid.add(parent)) {
      return cursor;
    }
    for (SpanDraft span : below.getOrDefault(parent, List.of())) {
      cursor = lay(span, cursor);
    }
    return cursor;
  }

  private Instant lay(SpanDraft span, Instant cursor) {
    Fields fields = span.fields();
    Instant ended = fields.get(SpanField.ENDED_AT);
    Duration duration = fields.get(SpanField.DURATION);
    Instant started = fields.get(SpanField.STARTED_AT);
    if (started == null) {
      started =
          ended == null
              ? cursor
              : duration == null ? earlier(cursor, ended) : ended.minus(duration);
    }
    Instant endOfBelow = layBelow(span.spanId(), started);
    if (ended == null) {
      Instant own = duration == null ? started : started.plus(duration);
      ended = own.isAfter(endOfBelow) ? own : endOfBelow;
    }
    boolean running = fields.get(SpanField.STATUS) == SpanStatus.RUNNING;
    timed.put(span.spanId(), with(fields, started, running ? null : ended));
    return ended.isAfter(cursor) ? ended : cursor;
  }

  private static Fields with(Fields fields, Instant started, @Nullable Instant ended) {
    return fields.toBuilder()
        .set(SpanField.STARTED_AT, started)
        .set(SpanField.ENDED_AT, ended)
        .build();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
