package dev.spoor.mcp.protocol;

import dev.spoor.http.Answer;
import dev.spoor.http.LateAnswer;
import dev.spoor.mcp.protocol.Message.Request;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The newer era over HTTP (2026-07-28, basic/transports/streamable-http). All that has a status of
 * its own is checked before anything is said; a client that hangs up takes its request back.
 */
final class ModernHttp {
  private static final int MOST_THREADS = 16;
  private static final int MOST_WAITING = 1_000;
  private static final Duration IDLE_THREAD = Duration.ofSeconds(10);

  private final ModernEra era;
  private final ExecutorService threads = threads();

  ModernHttp(ModernEra era) {
    this.era = era;
  }

  /** Answers a request of this era, or one that is of no era. */
  Answer answer(dev.spoor.http.Request http, Request request) {
    ModernRequest checked = checked(http, request);
    LateAnswer late = new LateAnswer();
    if (ModernEra.isListen(request)) {
      listen(checked, late);
    } else {
      begin(checked, late);
    }
    return late;
  }

  private ModernRequest checked(dev.spoor.http.Request http, Request request) {
    try {
      return era.check(request, new RequestHeaders(http));
    } catch (ProtocolError e) {
      int status = e.code() == ProtocolError.METHOD_NOT_FOUND ? 404 : 400;
      throw new HttpRefusal(status, e.answer(request.id()));
    }
  }

  private void begin(ModernRequest checked, LateAnswer late) {
    ModernHttpCall call = new ModernHttpCall(era, checked, late);
    try {
      Future<?> work = threads.submit(call);
      late.whenGone(
          () -> {
            call.close();
            work.cancel(true);
          });
    } catch (RejectedExecutionException full) {
      throw new HttpRefusal(
          503,
          new ProtocolError(ProtocolError.INTERNAL_ERROR, "Too much to do; try again later")
              .answer(checked.request().id()));
    }
  }

  private void listen(ModernRequest checked, LateAnswer late) {
    try {
      Subscription opened = era.listen(checked, message -> late.event(message.write()));
      late.whenGone(opened::close);
      late.whenStopping(
          () -> {
            late.event(opened.end().write());
            late.end();
          });
    } catch (ProtocolError e) {
      late.respond(HttpRefusal.json(e.answer(checked.request().id())));
    }
  }

  private static ExecutorService threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            MOST_THREADS,
            MOST_THREADS,
            IDLE_THREAD.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            ModernHttp::thread);
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "mcp-http");
    thread.setDaemon(true);
    return thread;
  }
}
