package dev.spoor.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** Sends a {@link LateAnswer}, a piece after the other as the caller takes them. */
final class LateWriter extends IteratingCallback {
  private final LateAnswer answer;
  private final Request request;
  private final org.eclipse.jetty.server.Response response;
  private final Callback done;
  private final CallerWatch watch;
  private final Scheduler timer;
  private final Duration quiet;
  private volatile Scheduler.@Nullable Task keepAlive;
  private boolean last;

  private LateWriter(
      LateAnswer answer,
      Request request,
      org.eclipse.jetty.server.Response response,
      Callback done,
      Duration quiet) {
    this.answer = answer;
    this.request = request;
    this.response = response;
    this.done = done;
    this.quiet = quiet;
    this.timer = request.getComponents().getScheduler();
    this.watch = new CallerWatch(request, this::gone);
  }

  /**
   * Sends from now on, until the answer ends or the caller is gone.
   *
   * @param quiet how long a stream may say nothing
   */
  static void start(
      LateAnswer answer,
      Request request,
      org.eclipse.jetty.server.Response response,
      Callback done,
      Duration quiet) {
    request.addIdleTimeoutListener(timeout -> false);
    LateWriter writer = new LateWriter(answer, request, response, done, quiet);
    writer.watch.start();
    answer.attach(writer::iterate);
  }

  private void gone() {
    answer.gone();
    iterate();
  }

  @Override
  protected Action process() throws EofException {
    LateAnswer.Piece piece = last ? null : answer.next();
    if (piece == null) {
      return last ? Action.SUCCEEDED : Action.IDLE;
    } else if (piece.broken()) {
      throw new EofException("the caller is gone");
    }
    last = piece.last();
    if (last) {
      watch.stop();
    }
    if (piece.whole() != null) {
      ResponseWriter.send(piece.whole(), request, response, this);
    } else {
      begin();
      response.write(last, ByteBuffer.wrap(piece.bytes()), this);
    }
    return Action.SCHEDULED;
  }

  private void begin() {
    if (!response.isCommitted()) {
      HttpFields.Mutable headers = response.getHeaders();
      response.setStatus(200);
      headers.put(HttpHeader.CONTENT_TYPE, "text/event-stream");
      headers.put(HttpHeader.CACHE_CONTROL, "no-cache, no-transform");
      // Proxies that gather an answer before they pass it on would stop the stream.
      headers.put("X-Accel-Buffering", "no");
      awaitQuiet();
    }
  }

  private void awaitQuiet() {
    keepAlive = timer.schedule(this::stayAlive, quiet.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void stayAlive() {
    if (answer.keepAlive()) {
      awaitQuiet();
    }
  }

  @Override
  protected void onCompleteSuccess() {
    release();
    done.succeeded();
  }

  @Override
  protected void onCompleteFailure(Throwable why) {
    release();
    answer.gone();
    done.failed(why);
  }

  private void release() {
    Scheduler.Task task = keepAlive;
    if (task != null) {
      task.cancel();
    }
    watch.stop();
  }
}
