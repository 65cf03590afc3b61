package dev.spoor.remote;

import dev.spoor.remote.RemoteReply.Outcome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings writes to the server in the order in which they came. What cannot be sent waits in the
 * {@link Spool}, and a thread sends it when the server is back; as long as anything waits, newer
 * writes wait behind it. Of several processes one delivers. Thread-safe; nothing is asked and no
 * thread begins before the first write or {@link #settled}.
 */
public final class Delivery implements AutoCloseable {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final Duration BREATH = Duration.ofSeconds(1);
  private static final Duration LONG_REST = Duration.ofSeconds(10);
  private static final int NANOS_A_MILLISECOND = 1_000_000;
  private static final int LEAST_BYTES_A_SECOND = 100_000;
  private static final Duration LAST_TRY = Duration.ofSeconds(2);

  private final RemoteServer server;
  private final Spool spool;
  private final InstantSource clock;
  private final Consumer<String> said;
  private @Nullable Thread thread;
  private boolean stuck;
  private boolean closed;
  private String lastSaid = "";

  /**
   * A delivery that has sent nothing yet.
   *
   * @param clock dates what waits
   * @param said hears, in sentences for people, what becomes of writes that waited
   */
  public Delivery(RemoteServer server, Spool spool, InstantSource clock, Consumer<String> said) {
    this.server = server;
    this.spool = spool;
    this.clock = clock;
    this.said = said;
  }

  /**
   * Sends a write, or keeps it. An interrupted caller's write is kept.
   *
   * @throws IOException when it is neither: nothing of it is recorded anywhere
   */
  public Sending write(String path, byte[] body) throws IOException {
    String why;
    boolean interrupted = false;
    try {
      if (settled(RemoteServer.SHORT)) {
        RemoteReply reply = server.post(path, JSON, body, RemoteServer.SHORT);
        if (reply.outcome() != Outcome.AWAY) {
          return new Sending.Answered(reply);
        }
        why = reply.why();
      } else {
        why = server.away().orElse("has not got what was recorded before");
      }
    } catch (InterruptedException e) {
      // A channel that an interrupted thread uses is closed.
      interrupted = true;
      why = "was not waited for any longer";
    }
    try {
      int waiting = spool.put(path, body, clock.instant());
      begin();
      return new Sending.Kept(waiting, why);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether nothing waits; what does is sent first, if that can be done in a short time. */
  public boolean settled() throws IOException, InterruptedException {
    return settled(RemoteServer.SHORT);
  }

  private synchronized boolean settled(Duration patience) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    boolean waiting = !spool.isEmpty();
    if (waiting && server.away().isEmpty()) {
      stuck = false;
      begin();
      notifyAll();
      long left = deadline - System.nanoTime();
      while (waiting && !stuck && left > 0) {
        wait(Math.min(BREATH.toMillis(), 1 + left / NANOS_A_MILLISECOND));
        waiting = !spool.isEmpty();
        left = deadline - System.nanoTime();
      }
    }
    return !waiting;
  }

  private synchronized void begin() {
    if (thread == null && !closed) {
      thread = new Thread(this::deliver, "spoor-delivery");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Goes on until nothing waits; what came in the last moment begins it anew. */
  private void deliver() {
    boolean failed = false;
    try {
      while (goesOn()) {
        Duration rest = deliverSome();
        if (!rest.isZero()) {
          rest(rest);
        }
      }
    } catch (IOException | RuntimeException e) {
      said.accept("nothing is sent from " + spool.folder() + ": " + e);
      failed = true;
    } catch (InterruptedException e) {
      failed = true;
    }
    end(failed);
  }

  private synchronized boolean goesOn() throws IOException {
    return !closed && !spool.isEmpty();
  }

  private synchronized void end(boolean failed) {
    thread = null;
    stuck = failed;
    notifyAll();
    try {
      if (!failed && goesOn()) {
        begin();
      }
    } catch (IOException e) {
      stuck = true;
    }
  }

  /** Lets those know who wait, and rests; one who comes meanwhile ends the rest. */
  private synchronized void rest(Duration pause) throws InterruptedException {
    stuck = true;
    notifyAll();
    long deadline = System.nanoTime() + pause.toNanos();
    for (long left = pause.toMillis(); stuck && !closed && left > 0; ) {
      wait(left);
      left = (deadline - System.nanoTime()) / NANOS_A_MILLISECOND;
    }
  }

  /** Sends what waits; how long to rest when something kept it from going on, else zero. */
  private Duration deliverSome() throws IOException, InterruptedException {
    Optional<FileChannel> claim = spool.claim();
    if (claim.isEmpty()) {
      return BREATH;
    }
    int delivered = 0;
    try (FileChannel claimed = claim.get()) {
      Optional<Spool.Waiting> next = spool.oldest();
      while (next.isPresent() && claimed.isOpen()) {
        Spool.Waiting write = next.get();
        RemoteReply reply = server.post(write.path(), JSON, write.body(), patience(write));
        switch (reply.outcome()) {
          case DONE -> {
            spool.remove(write);
            delivered++;
          }
          case REFUSED -> refuse(write, reply);
          case AWAY, DENIED -> {
            say(server.address() + " " + reply.why() + "; writes wait in " + spool.folder());
            return reply.outcome() == Outcome.DENIED ? LONG_REST : atLeastABreath(server.pause());
          }
        }
        next = spool.oldest();
      }
      return Duration.ZERO;
    } finally {
      tell(delivered);
    }
  }

  private static Duration patience(Spool.Waiting write) {
    return RemoteServer.LONG.plusSeconds(write.body().length / LEAST_BYTES_A_SECOND);
  }

  private static Duration atLeastABreath(Duration pause) {
    return pause.compareTo(BREATH) > 0 ? pause : BREATH;
  }

  private void refuse(Spool.Waiting write, RemoteReply reply) throws IOException {
    spool.setAside(write, reply.why());
    said.accept(
        server.address()
            + " "
            + reply.why()
            + ": what waited for POST "
            + write.path()
            + " now lies in "
            + spool.refusedFolder());
  }

  private void tell(int delivered) {
    if (delivered > 0) {
      say(server.address() + " has " + delivered + " of the writes that waited for it");
    }
  }

  /** An outage is told once, not at each try. */
  private void say(String sentence) {
    if (!sentence.equals(lastSaid)) {
      lastSaid = sentence;
      said.accept(sentence);
    }
  }

  /**
   * Tries once more, for a short time, to bring what waits; the rest waits for the next process.
   */
  @Override
  public void close() {
    try {
      settled(LAST_TRY);
    } catch (IOException e) {
      said.accept(spool.folder() + " cannot be read: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      closed = true;
      notifyAll();
    }
  }
}
