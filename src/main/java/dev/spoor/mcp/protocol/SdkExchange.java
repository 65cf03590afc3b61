package dev.spoor.mcp.protocol;

import dev.spoor.http.HostedServlet;
import dev.spoor.http.Request;
import dev.spoor.http.ServletAnswer;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import io.modelcontextprotocol.common.McpTransportContext;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One HTTP request on its way through the SDK's servlet of its session. Thread-safe. */
final class SdkExchange implements Exchange {
  private static final String KEY = "spoor.exchange";

  private final HttpSession session;
  private final Message.@Nullable Request request;
  private final Asked asked;
  private Consumer<String> whenNamed = name -> {};
  private Runnable whenDone = () -> {};
  private Runnable whenGone = () -> {};
  private @Nullable Thread worker;
  private @Nullable AsyncContext stream;
  private boolean cancelled;
  private boolean answered;

  /**
   * An exchange.
   *
   * @param message what the HTTP request carries; null when it opens a stream
   */
  SdkExchange(HttpSession session, @Nullable Message message) {
    this.session = session;
    this.request = message instanceof Message.Request asking ? asking : null;
    this.asked = new Asked(request == null ? JsonObject.EMPTY : request.params(), this);
  }

  /** What to do when the SDK gives the session a name, before the client hears of it. */
  SdkExchange whenNamed(Consumer<String> action) {
    whenNamed = action;
    return this;
  }

  /** What to do when the SDK has answered. */
  SdkExchange whenDone(Runnable action) {
    whenDone = action;
    return this;
  }

  /** What to do when the client hangs up, which does not take a request back in this era. */
  SdkExchange whenGone(Runnable action) {
    whenGone = action;
    return this;
  }

  /** The answer of the SDK. */
  ServletAnswer through(HostedServlet front, Request http) {
    return new ServletAnswer(front, http.withBody(body(http)), Map.of(KEY, this), whenGone);
  }

  /** Arguments go past the SDK: its binding would copy them and respell their numbers. */
  private byte[] body(Request http) {
    if (request == null || !request.method().equals("tools/call")) {
      return http.body();
    }
    return JsonObject.builder()
        .put("jsonrpc", "2.0")
        .put("id", request.id())
        .put("method", request.method())
        .put("params", JsonObject.builder().put("name", request.params().get("name")).build())
        .build()
        .write()
        .getBytes(StandardCharsets.UTF_8);
  }

  /** What the SDK hands on to the handler of a request. */
  static McpTransportContext context(HttpServletRequest http) {
    return ((SdkExchange) http.getAttribute(KEY)).asked.context();
  }

  /** The servlet that Jetty knows: it leads to the one of the session. */
  static final class Front extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest http, HttpServletResponse response)
        throws ServletException, IOException {
      ((SdkExchange) http.getAttribute(KEY)).serve(http, response);
    }
  }

  private void serve(HttpServletRequest http, HttpServletResponse response)
      throws ServletException, IOException {
    SdkResponse kept = new SdkResponse(response, this::isOpen, whenNamed);
    session.entered(this, id());
    try {
      started();
      session.servlet().service(new SdkRequest(http, context -> streams(context, kept)), kept);
    } finally {
      finished();
      session.answered(this, id());
      whenDone.run();
    }
    if (kept.isRefusal()) {
      kept.refuse(refusal(kept.getStatus()));
    }
    leaveWithTheLast(http);
  }

  private @Nullable JsonValue id() {
    return request == null ? null : request.id();
  }

  /** The SDK says this in Java's words, with a stack trace. */
  private JsonObject refusal(int status) {
    ProtocolError error =
        status < 500 && request != null
            ? ProtocolError.invalidParams("they do not fit " + request.method())
            : new ProtocolError(
                status < 500 ? ProtocolError.INVALID_REQUEST : ProtocolError.INTERNAL_ERROR,
                status < 500 ? "Invalid Request" : "Internal error; the server's log says more");
    return error.answer(id());
  }

  private void leaveWithTheLast(HttpServletRequest http) {
    try {
      if (http.isAsyncStarted()) {
        http.getAsyncContext().addListener(new StreamEnd(() -> session.left(this)));
        return;
      }
    } catch (IllegalStateException endedMeanwhile) {
      // Then nothing is open any more.
    }
    session.left(this);
  }

  private void streams(AsyncContext context, SdkResponse response) {
    synchronized (this) {
      stream = context;
    }
    if (request == null) {
      response.begin();
    }
  }

  /** Ends the stream that this opened; does nothing when it has ended. */
  void complete() {
    AsyncContext open;
    synchronized (this) {
      open = stream;
    }
    try {
      if (open != null) {
        open.complete();
      }
    } catch (IllegalStateException endedMeanwhile) {
      session.left(this);
    }
  }

  private synchronized void started() {
    worker = Thread.currentThread();
    if (cancelled) {
      worker.interrupt();
    }
  }

  /** Ends the work, with the thread clean for the next request. */
  private synchronized void finished() {
    worker = null;
    answered = request != null;
    Thread.interrupted();
  }

  /** Drops the answer and interrupts the work. */
  synchronized void cancel() {
    cancelled = true;
    if (worker != null) {
      worker.interrupt();
    }
  }

  /** The SDK sends what belongs to a request on its own way. */
  @Override
  public void send(JsonObject notification) {}

  @Override
  public synchronized boolean isOpen() {
    return !cancelled && !answered;
  }
}
