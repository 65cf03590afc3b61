package dev.spoor.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is given later and from any thread: whole, or as a stream of server-sent events.
 * What is said before the route has returned it, or while the caller reads slowly, waits here. Said
 * to a caller who is gone, or after the end, it is dropped.
 */
public final class LateAnswer implements Answer {
  private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
  private static final int MOST_WAITING_BYTES = 16 << 20;
  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private Runnable whenGone = () -> {};
  private Runnable whenStopping = () -> {};
  private Runnable whenSaid = () -> {};
  private long waitingBytes;
  private @Nullable Response whole;
  private boolean streaming;
  private boolean ended;
  private boolean gone;

  /**
   * What to do when the caller goes away before the end; done at once when that has happened.
   *
   * @param action runs once, on a thread of the server
   */
  public void whenGone(Runnable action) {
    synchronized (this) {
      if (!gone) {
        whenGone = action;
        return;
      }
    }
    action.run();
  }

  /**
   * What to do when the server stops before the end. It then waits a few seconds for the end.
   *
   * @param action runs on the thread that stops the server
   */
  public synchronized void whenStopping(Runnable action) {
    whenStopping = action;
  }

  /** Answers whole; does nothing after the end, and is a mistake once events were sent. */
  public void respond(Response response) {
    Runnable told;
    synchronized (this) {
      if (streaming) {
        throw new IllegalStateException("this answer is a stream of events");
      }
      whole = ended ? whole : response;
      ended = true;
      told = whenSaid;
    }
    told.run();
  }

  /** Sends an event, the first of which opens the stream. */
  public void event(String data) {
    say(
        ("data: " + LINE_END.matcher(data).replaceAll("\ndata: ") + "\n\n")
            .getBytes(StandardCharsets.UTF_8));
  }

  private void say(byte[] bytes) {
    Runnable told;
    synchronized (this) {
      if (ended || gone) {
        return;
      }
      streaming = true;
      waiting.add(bytes);
      waitingBytes += bytes.length;
      boolean tooSlow = waiting.size() > 1 && waitingBytes > MOST_WAITING_BYTES;
      told = tooSlow ? this::gone : whenSaid;
    }
    told.run();
  }

  /** Ends the stream; does nothing after the end. */
  public void end() {
    Runnable told;
    synchronized (this) {
      streaming |= !ended;
      ended = true;
      told = whenSaid;
    }
    told.run();
  }

  /**
   * Says something that means nothing when nothing else is to be said, so that nobody on the way
   * takes the stream for dead; false when it is over.
   */
  boolean keepAlive() {
    boolean over;
    boolean quiet;
    synchronized (this) {
      over = ended || gone;
      quiet = waiting.isEmpty();
    }
    if (!over && quiet) {
      say(COMMENT);
    }
    return !over;
  }

  /** Hears of everything that is said from now on, and at once of what was. */
  void attach(Runnable action) {
    synchronized (this) {
      whenSaid = action;
    }
    action.run();
  }

  /** The caller went away. */
  void gone() {
    Runnable told;
    synchronized (this) {
      told = gone || ended ? () -> {} : whenGone;
      gone = true;
      waiting.clear();
    }
    told.run();
  }

  void stopping() {
    Runnable told;
    synchronized (this) {
      told = ended || gone ? () -> {} : whenStopping;
    }
    told.run();
  }

  /** What is to be sent next; null when nothing is to be sent yet. */
  synchronized @Nullable Piece next() {
    byte[] bytes = waiting.poll();
    if (bytes != null) {
      waitingBytes -= bytes.length;
      return new Piece(null, bytes, ended && waiting.isEmpty(), false);
    } else if (gone) {
      return new Piece(null, new byte[0], true, true);
    }
    return ended ? new Piece(whole, new byte[0], true, false) : null;
  }

  /**
   * A part of the answer.
   *
   * @param whole all of it; null in a stream
   * @param bytes the next of a stream
   * @param last whether nothing follows
   * @param broken whether there is nobody to send it to
   */
  @SuppressWarnings("ArrayRecordComponent") // it is sent once and never compared
  record Piece(@Nullable Response whole, byte[] bytes, boolean last, boolean broken) {}
}
