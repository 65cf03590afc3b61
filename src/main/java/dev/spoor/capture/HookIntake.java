package dev.spoor.capture;

import dev.spoor.codec.hook.HookClient;
import dev.spoor.codec.hook.HookDecoder;
import dev.spoor.codec.hook.HookEvent;
import dev.spoor.ingest.Ingest;
import dev.spoor.model.BadInput;
import dev.spoor.model.Batch;
import dev.spoor.model.Receipt;
import dev.spoor.query.ImportedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes hooks without keeping the agent waiting: they are stored by a thread of their own, in the
 * order in which they came, and what comes when too many wait is dropped and counted. Thread-safe.
 */
public final class HookIntake implements AutoCloseable {
  private static final int MOST_WAITING = 4_096;
  private static final long MOST_WAITING_BYTES = 64L << 20;
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  /** Transcripts lag behind hooks; after this much quiet they are read once more. */
  private static final Duration LAG = Duration.ofSeconds(1);

  private final Ingest ingest;
  private final ImportedFiles imported;
  private final TranscriptAccess access;
  private final HookSpool spool;
  private final InstantSource clock;
  private final Consumer<String> said;
  private final HookDecoder decoder = new HookDecoder(new Projects()::of);
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong ignoredTranscripts = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final Map<CodingAgent, TranscriptReader> readers = new EnumMap<>(CodingAgent.class);
  private final Set<Transcript> lagging = new LinkedHashSet<>();
  private @Nullable Thread worker;
  private volatile boolean closed;

  /**
   * Nothing is read, and no thread begins, before {@link #start}.
   *
   * @param roots where transcripts may be read that hooks name
   * @param home the user's folder for this program, where hooks wait that found no server
   * @param said hears, in sentences for people, what was lost
   */
  public HookIntake(
      Ingest ingest,
      ImportedFiles imported,
      TranscriptRoots roots,
      Path home,
      InstantSource clock,
      Consumer<String> said) {
    this.ingest = ingest;
    this.imported = imported;
    this.access = new TranscriptAccess(roots);
    this.spool = new HookSpool(home);
    this.clock = clock;
    this.said = said;
  }

  /**
   * What hooks did so far.
   *
   * @param dropped came when too many waited
   * @param ignoredTranscripts were named and may not be read
   * @param failures could not be stored or read
   */
  public record Counts(long dropped, long ignoredTranscripts, long failures) {}

  /**
   * What the worker is to do.
   *
   * @param event null: look whether to end
   */
  private record Waiting(@Nullable HookEvent event, int bytes) {}

  private record Transcript(CodingAgent agent, Path file) {}

  /** Begins to store hooks, those first that waited for a server. */
  public synchronized void start() {
    if (worker == null && !closed) {
      worker = new Thread(this::work, "spoor-hooks");
      worker.setDaemon(true);
      worker.start();
    }
  }

  /**
   * Takes a hook that comes now, or drops it when too many wait.
   *
   * @throws BadInput when it is no JSON object
   */
  void take(HookClient client, byte[] json) {
    int bytes = json.length;
    Waiting waiting = new Waiting(HookEvent.read(client, json, clock.instant(), false), bytes);
    boolean room = !closed && waitingBytes.addAndGet(bytes) <= MOST_WAITING_BYTES;
    if (!room || !queue.offer(waiting)) {
      waitingBytes.addAndGet(-bytes);
      dropped.incrementAndGet();
    }
    start();
  }

  /** What was lost so far, and why. */
  public Counts counts() {
    return new Counts(dropped.get(), ignoredTranscripts.get(), failures.get());
  }

  private void work() {
    takeSpooled();
    while (!closed || !queue.isEmpty()) {
      try {
        Waiting next = queue.poll(LAG.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
          readLagging();
        } else if (next.event() != null) {
          waitingBytes.addAndGet(-next.bytes());
          handle(next.event());
        }
      } catch (InterruptedException e) {
        closed = true; // what waits is still stored
      }
    }
    readLagging();
    readers.values().forEach(TranscriptReader::close);
  }

  private void takeSpooled() {
    try {
      spool.take(
          waiting -> {
            try {
              return handle(HookEvent.read(waiting.client(), waiting.json(), waiting.at(), true));
            } catch (BadInput mistake) {
              failed("a hook that waited is left out", mistake);
              return true;
            }
          });
    } catch (IOException e) {
      failed("hooks that waited cannot be read", e);
    }
  }

  /** Stores what an event tells; false when the store failed. */
  private boolean handle(HookEvent event) {
    try {
      Batch batch = decoder.decode(event);
      if (!batch.spans().isEmpty()) {
        Receipt receipt = ingest.accept(batch);
        receipt.rejected().forEach(span -> failed("a hook was refused", span.mistake()));
      }
      event.transcripts().forEach(path -> transcript(event.client(), path));
      return true;
    } catch (RuntimeException e) {
      failed("a hook could not be stored", e);
      return false;
    }
  }

  private void transcript(HookClient client, String path) {
    Optional<CodingAgent> agent = TranscriptAccess.agent(client);
    Optional<Path> file = agent.flatMap(known -> access.real(known, path));
    if (agent.isPresent() && file.isPresent()) {
      Transcript transcript = new Transcript(agent.get(), file.get());
      read(transcript);
      lagging.add(transcript);
    } else {
      ignoredTranscripts.incrementAndGet();
    }
  }

  private void readLagging() {
    List<Transcript> again = List.copyOf(lagging);
    lagging.clear();
    again.forEach(this::read);
  }

  private void read(Transcript transcript) {
    try {
      TranscriptReport report =
          readers
              .computeIfAbsent(
                  transcript.agent(), agent -> new TranscriptReader(agent, ingest, imported))
              .read(transcript.file());
      failures.addAndGet(report.failures().size());
    } catch (RuntimeException e) {
      failed("a transcript could not be read", e);
    }
  }

  private void failed(String what, Exception why) {
    if (failures.getAndIncrement() == 0) {
      said.accept(what + ": " + why.getMessage() + "; further failures are counted only");
    }
  }

  /** Stores what waits, and says what was lost. */
  @Override
  public void close() {
    closed = true;
    Thread running;
    synchronized (this) {
      running = worker;
    }
    if (running != null) {
      queue.offer(new Waiting(null, 0)); // where there is no room for it, nobody sleeps
      try {
        running.join(LONGEST_END.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (dropped.get() > 0) {
      said.accept(dropped.get() + " hooks were dropped, because too many came at once");
    }
  }
}
