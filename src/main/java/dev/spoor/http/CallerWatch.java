package dev.spoor.http;

import java.io.IOException;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Notices that the caller hangs up while the answer is worked on, when nobody else reads from the
 * connection. Has to be stopped before the last of the answer is sent, for then the next request
 * may come.
 */
final class CallerWatch implements Callback {
  private static final int SOME_BYTES = 256;

  private final EndPoint connection;
  private final Runnable gone;
  private boolean stopped;
  private boolean robbed;

  /**
   * Watches nothing yet.
   *
   * @param gone runs once, on a thread of the server, unless the watch is stopped before
   */
  CallerWatch(Request request, Runnable gone) {
    this.connection = request.getConnectionMetaData().getConnection().getEndPoint();
    this.gone = gone;
    Request.addCompletionListener(request, failure -> closeWhenRobbed());
  }

  /** Watches from now on. */
  void start() {
    listen();
  }

  private synchronized void listen() {
    if (!stopped) {
      connection.tryFillInterested(this);
    }
  }

  @Override
  public void succeeded() {
    if (hungUp()) {
      gone.run();
    } else {
      listen();
    }
  }

  /** A caller who sends the next request already has it answered on another connection. */
  private synchronized boolean hungUp() {
    if (stopped) {
      return false;
    }
    try {
      int count = connection.fill(BufferUtil.allocate(SOME_BYTES));
      robbed |= count > 0;
      stopped = count < 0;
    } catch (IOException e) {
      stopped = true;
    }
    return stopped;
  }

  @Override
  public void failed(Throwable why) {
    boolean told;
    synchronized (this) {
      told = !stopped;
      stopped = true;
    }
    if (told) {
      gone.run();
    }
  }

  /** Stops watching; the connection is as it was, unless something was read from it. */
  synchronized void stop() {
    if (!stopped) {
      stopped = true;
      if (connection instanceof AbstractEndPoint endPoint) {
        endPoint.getFillInterest().onFail(new IOException("the answer is complete"));
      }
    }
  }

  private synchronized void closeWhenRobbed() {
    if (robbed) {
      connection.close();
    }
  }
}
