package dev.spoor.ingest;

import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.FileMark;
import dev.spoor.model.Receipt;
import dev.spoor.model.Rejected;
import dev.spoor.model.RunDraft;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.TraceId;
import dev.spoor.price.PriceBook;
import dev.spoor.redact.Redactor;
import dev.spoor.store.SpanWriter;
import dev.spoor.store.StoreException;
import dev.spoor.store.WriteSession;
import dev.spoor.watch.Watches;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes what doors decoded and answers when it is on disk. On the caller's thread: normalise,
 * redact, and, when nothing must be read for it, merge, price, watch. On the writer's thread,
 * inside the write lock: write, and the rest when it was not done before. Thread-safe.
 */
public final class Ingest {
  private final SpanWriter writer;
  private final Normalizer normalizer = new Normalizer();
  private final BatchRedaction redaction;
  private final PriceBook prices;
  private final Watches watches;
  private final Content content;
  private final InstantSource clock;
  private final RunStates states = new RunStates();
  private final SilentRuns silentRuns = new SilentRuns();
  private final IngestMeter meter = new IngestMeter();

  /**
   * Wires the write path.
   *
   * @param content whether inputs and outputs are kept
   * @param clock the time of spans whose sender has no clock
   */
  public Ingest(
      SpanWriter writer,
      Redactor redactor,
      PriceBook prices,
      Watches watches,
      Content content,
      InstantSource clock) {
    this.writer = writer;
    this.redaction = new BatchRedaction(redactor);
    this.prices = prices;
    this.watches = watches;
    this.content = content;
    this.clock = clock;
  }

  /** Whether inputs and outputs are kept. */
  public enum Content {
    /** Byte for byte. */
    FULL,
    /** Only what is said about them. */
    METADATA
  }

  /**
   * Stores a batch. What is wrong with single spans is in the receipt; the rest is stored. A
   * failing store throws {@link dev.spoor.store.StoreException}, and then nothing of the batch is
   * stored.
   */
  public Receipt accept(Batch batch) {
    return accept(batch, null, List.of());
  }

  /**
   * Stores a batch that was read from files, together with how far they were read: both or nothing.
   * That it arrives is no sign of life, only what happened in it is.
   */
  public Receipt accept(Batch batch, List<FileMark> marks) {
    return accept(batch, null, marks);
  }

  /**
   * Stores a grading: as {@link #accept}, but the scores that checks gave the same runs before
   * under names with this prefix go.
   */
  public Receipt regrade(Batch batch, String namePrefix) {
    return accept(batch, namePrefix, List.of());
  }

  private Receipt accept(Batch batch, @Nullable String forgottenScores, List<FileMark> marks) {
    Instant now = clock.instant();
    List<Rejected> rejected = new ArrayList<>();
    Batch normal = normalizer.check(batch, rejected);
    BatchWrite.Arrival arrival =
        new BatchWrite.Arrival(redact(normal), rejected, forgottenScores, marks, now);
    return written(new BatchWrite(this, arrival), arrival.batch().bytes()).receipt();
  }

  /**
   * Stores a run that its sender tells in one message after the fact; spans without times are laid
   * end to end.
   */
  public Receipt record(Batch batch) {
    return accept(Timeline.lay(batch, clock.instant()));
  }

  /** Stores several such runs: all of them, or none when the store fails. */
  public Receipt record(List<Batch> runs) {
    Instant now = clock.instant();
    List<RunDraft> drafts = new ArrayList<>();
    List<SpanDraft> spans = new ArrayList<>();
    for (Batch run : runs) {
      Batch laid = Timeline.lay(run, now);
      drafts.addAll(laid.runs());
      spans.addAll(laid.spans());
    }
    return accept(new Batch(drafts, spans, List.of()));
  }

  /**
   * Gives up a run whose sender is gone. Does nothing to a run that has ended or is unknown; a
   * later span or end takes it back.
   *
   * @param haltReason why, for example {@code client_disconnected}
   */
  public void abandon(TraceId traceId, String haltReason) {
    Instant now = clock.instant();
    written(session -> merge(session, states, now).abandon(traceId, haltReason));
  }

  /** Stores which open runs nobody has heard of for long, as later writes would. */
  public void giveUpSilentRuns() {
    Instant now = clock.instant();
    BatchOutcome outcome;
    do {
      outcome =
          written(
              session -> {
                BatchMerge merge = merge(session, states, now);
                silentRuns.in(session, now).forEach(merge::giveUp);
                return merge.apply(RedactedBatch.NOTHING, List.of());
              });
    } while (!outcome.changes().isEmpty());
  }

  /**
   * Erases runs with all that belongs to them; runs that were started below their spans stay. The
   * bytes are gone from the disk after {@link dev.spoor.store.Store#scrub}. What a running process
   * still sends to an erased run is rejected.
   *
   * @return those that were stored
   */
  public List<TraceId> erase(List<TraceId> runs) {
    List<TraceId> erased = new ArrayList<>();
    for (TraceId traceId : runs) {
      // One by one, so that other writers never wait for long.
      if (writer.write(session -> erase(session, traceId))) {
        erased.add(traceId);
      }
    }
    return List.copyOf(erased);
  }

  /** What went in so far. */
  public IngestMeter meter() {
    return meter;
  }

  /**
   * Works a stored run's figures and flags out anew from its spans.
   *
   * @return whether it has spans, so that it could be done
   */
  public boolean recount(TraceId traceId) {
    Instant now = clock.instant();
    // Whatever is remembered of it.
    return !written(session -> merge(session, new RunStates(), now).recount(traceId))
        .receipt()
        .runs()
        .isEmpty();
  }

  /**
   * Prices the calls of a stored run by the prices of now; what a sender reported stays. The figure
   * before is {@code previous} in a cost's detail.
   *
   * @param dry only to find out what would change
   * @return how many calls have another cost
   */
  public int reprice(TraceId traceId, boolean dry) {
    Instant now = clock.instant();
    BatchOutcome outcome =
        writer.write(
            session -> {
              // A dry run must leave what is remembered as it is.
              BatchOutcome repriced = merge(session, new RunStates(), now).reprice(traceId);
              if (!dry) {
                repriced.write(session);
              }
              return repriced;
            });
    return outcome.changes().stream().mapToInt(change -> change.spans().size()).sum();
  }

  private static boolean erase(WriteSession session, TraceId traceId) {
    session.add(RunState.read(session, traceId).withdrawal());
    return session.erase(traceId);
  }

  private BatchMerge merge(WriteSession session, RunStates known, Instant now) {
    return new BatchMerge(new StoredRuns(session, known), this, now);
  }

  private BatchOutcome written(Function<WriteSession, BatchOutcome> work) {
    return written(
        session -> {
          BatchOutcome outcome = work.apply(session);
          outcome.write(session);
          return outcome;
        },
        0);
  }

  private BatchOutcome written(SpanWriter.WriteUnit<BatchOutcome> unit, long bytes) {
    long began = System.nanoTime();
    BatchOutcome outcome;
    try {
      outcome = writer.write(unit, bytes);
    } catch (StoreException e) {
      meter.failed();
      throw e;
    }
    meter.wrote(outcome, Duration.ofNanos(System.nanoTime() - began));
    // Only now is it certain that the states are what the store holds.
    outcome.changes().forEach(change -> states.keep(change.state()));
    return outcome;
  }

  private RedactedBatch redact(Batch batch) {
    RedactedBatch clean = redaction.of(batch);
    clean.spans().forEach(span -> prepare(span.draft().fields()));
    return clean;
  }

  /** Here and not inside the write lock, where it would hold up every other process. */
  private void prepare(Fields span) {
    String model = span.get(SpanField.MODEL);
    prices.prepare(
        span.get(SpanField.PROVIDER), model == null ? span.get(SpanField.REQUEST_MODEL) : model);
  }

  PriceBook prices() {
    return prices;
  }

  Watches watches() {
    return watches;
  }

  Content content() {
    return content;
  }

  SilentRuns silentRuns() {
    return silentRuns;
  }

  RunStates states() {
    return states;
  }
}
