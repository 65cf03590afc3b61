package dev.spoor.capture;

import dev.spoor.ingest.Ingest;
import dev.spoor.model.Batch;
import dev.spoor.model.FileMark;
import dev.spoor.model.Receipt;
import dev.spoor.model.Rejected;
import dev.spoor.model.RunDraft;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.TraceId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is read into batches of a size that the store writes fast, each with how far the
 * files were read, and stores one while the next is read. A store that fails is told by a later
 * call. Not thread-safe.
 */
final class Outbox implements AutoCloseable {
  private static final int ENOUGH_SPANS = 500;

  private final Ingest ingest;
  private final TranscriptReport.Tally tally;
  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "spoor-import"));
  private final Map<TraceId, RunDraft> runs = new LinkedHashMap<>();
  private final List<SpanDraft> spans = new ArrayList<>();
  private final Map<String, FileMark> marks = new LinkedHashMap<>();
  private @Nullable Sent sent;

  Outbox(Ingest ingest, TranscriptReport.Tally tally) {
    this.ingest = ingest;
    this.tally = tally;
  }

  /** A batch on its way. */
  private record Sent(int spans, Future<Receipt> receipt) {}

  /** Takes what was read from a session, and how far its files were read for it. */
  void add(Batch batch, List<FileMark> read) {
    batch.runs().forEach(run -> runs.put(run.traceId(), run));
    spans.addAll(batch.spans());
    read.forEach(mark -> marks.put(mark.path(), mark));
    if (spans.size() >= ENOUGH_SPANS) {
      send();
    }
  }

  /** Stores all that was taken, and waits until it is. */
  void flush() {
    send();
    awaitSent();
  }

  private void send() {
    awaitSent();
    if (spans.isEmpty() && runs.isEmpty() && marks.isEmpty()) {
      return;
    }
    Batch batch = new Batch(List.copyOf(runs.values()), spans, List.of());
    List<FileMark> read = List.copyOf(marks.values());
    sent = new Sent(spans.size(), sender.submit(() -> ingest.accept(batch, read)));
    runs.clear();
    spans.clear();
    marks.clear();
  }

  private void awaitSent() {
    Sent waiting = sent;
    sent = null;
    if (waiting != null) {
      Receipt receipt = receipt(waiting.receipt());
      tally.stored(waiting.spans() - receipt.rejected().size(), receipt.runs());
      receipt.rejected().forEach(this::rejected);
    }
  }

  private void rejected(Rejected span) {
    tally.failed(
        Path.of(span.traceId().runId()), "span " + span.id() + ": " + span.mistake().getMessage());
  }

  private static Receipt receipt(Future<Receipt> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true; // what was begun is stored all the same
        } catch (ExecutionException e) {
          if (e.getCause() instanceof RuntimeException failure) {
            throw failure;
          }
          throw new IllegalStateException(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    sender.shutdown();
  }
}
