package dev.spoor.ingest;

import dev.spoor.ingest.Ingest.Content;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.Rejected;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.redact.Redactor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of the write path that needs no store, for a door whose store is elsewhere: what is
 * prepared here says there what it would have said here and now. Thread-safe.
 */
public final class Preparation {
  private final Normalizer normalizer = new Normalizer();
  private final BatchRedaction redaction;
  private final Redactor redactor;
  private final Content content;

  /**
   * Prepares by these settings.
   *
   * @param content whether inputs and outputs are sent
   */
  public Preparation(Redactor redactor, Content content) {
    this.redaction = new BatchRedaction(redactor);
    this.redactor = redactor;
    this.content = content;
  }

  /**
   * A batch that may leave the process.
   *
   * @param batch without what is wrong, and without secrets
   * @param rejected what was wrong
   */
  public record Prepared(Batch batch, List<Rejected> rejected) {
    public Prepared {
      rejected = List.copyOf(rejected);
    }
  }

  /** Checks and redacts what a message says. */
  public Prepared prepared(Batch batch) {
    List<Rejected> rejected = new ArrayList<>();
    RedactedBatch clean = redaction.of(normalizer.check(batch, rejected));
    List<SpanDraft> spans =
        clean.spans().stream()
            .map(RedactedBatch.CleanSpan::draft)
            .map(span -> span.withFields(kept(span.fields())))
            .toList();
    return new Prepared(new Batch(clean.runs(), spans, clean.scores()), rejected);
  }

  private Fields kept(Fields span) {
    return content == Content.METADATA
        ? span.without(SpanField.INPUT).without(SpanField.OUTPUT)
        : span;
  }

  /** JSON without secrets, still well formed. */
  public JsonText redacted(JsonText json) {
    return new JsonText(redactor.payload(Payload.json(json)).value().text());
  }

  /** A run that is told whole, with times on all its spans, as {@link Ingest#record} lays them. */
  public Batch laid(Batch run, Instant now) {
    return Timeline.lay(run, now);
  }

  /**
   * What is said of a new span, with status and times.
   *
   * @param floor where it begins when its sender has no clock: the end of the span before, else its
   *     parent's start; null when neither is known here, and then its start is left to the store
   */
  public Fields begun(Fields said, @Nullable Instant floor, Instant now) {
    Fields timed = SpanTimes.ofNew(said, floor == null ? now : floor, now);
    boolean guessed = !said.has(SpanField.STARTED_AT) && SpanTimes.isGuess(timed);
    if (floor != null || !guessed) {
      return timed;
    }
    JsonText attributes = said.get(SpanField.ATTRIBUTES);
    Fields open = timed.without(SpanField.STARTED_AT).without(SpanField.ATTRIBUTES);
    return attributes == null ? open : open.with(SpanField.ATTRIBUTES, attributes);
  }

  /**
   * What is said further of a span, with its end when it ends by this.
   *
   * @param before what is known of it: status and times
   */
  public Fields continued(Fields before, Fields said, Instant now) {
    Instant end = SpanTimes.ofMerged(before, said, now).get(SpanField.ENDED_AT);
    boolean endSaid = said.has(SpanField.DURATION) || said.mentions(SpanField.ENDED_AT);
    return end == null || endSaid || before.has(SpanField.ENDED_AT)
        ? said
        : said.with(SpanField.ENDED_AT, end);
  }

  /** Status and times of a span after {@link #continued} was said of it. */
  public Fields after(Fields before, Fields said, Instant now) {
    return SpanTimes.ofMerged(before, said, now);
  }
}
