package dev.spoor.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/** Runs one servlet. Loading this class loads Jetty's servlet container. */
final class ServletHost {
  private final HostedServlet hosted;
  private final ServletContextHandler context;

  /**
   * Starts the servlet.
   *
   * @throws IllegalStateException when it does not start
   */
  ServletHost(Server server, HostedServlet hosted) {
    this.hosted = hosted;
    context = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
    context.setServer(server);
    ServletHolder holder = new ServletHolder(hosted.maker().get());
    holder.setAsyncSupported(true);
    context.addServlet(holder, "/*");
    try {
      context.start();
    } catch (Exception e) {
      throw new IllegalStateException("a servlet does not start", e);
    }
  }

  /** Answers, by the servlet. */
  void answer(ServletAnswer answer, Request request, Response response, Callback done)
      throws Exception {
    CallerWatch watch = new CallerWatch(request, answer.whenGone());
    request.addIdleTimeoutListener(timeout -> false);
    Request repeated = new Repeated(request, answer.request());
    answer.attributes().forEach(repeated::setAttribute);
    watch.start();
    Response watched = new Watched(repeated, response, watch);
    Callback unwatched = Callback.from(watch::stop, done);
    if (!context.handle(repeated, watched, unwatched)) {
      Response.writeError(repeated, watched, unwatched, 503);
    }
  }

  /** Ends the answers that would otherwise stay open. */
  void end() {
    hosted.ending().run();
  }

  /** Destroys the servlet. */
  void stop() {
    try {
      context.stop();
    } catch (Exception e) {
      throw new IllegalStateException("a servlet does not stop", e);
    }
  }

  /** A response whose caller is watched until the last of it is sent. */
  private static final class Watched extends Response.Wrapper {
    private final CallerWatch watch;

    Watched(Request request, Response response, CallerWatch watch) {
      super(request, response);
      this.watch = watch;
    }

    @Override
    public void write(boolean last, ByteBuffer bytes, Callback done) {
      if (last) {
        watch.stop();
      }
      super.write(last, bytes, done);
    }
  }

  /** A request whose body was read, to be read again. */
  private static final class Repeated extends Request.Wrapper {
    private final HttpFields headers;
    private final ByteBufferContentSource body;

    Repeated(Request read, dev.spoor.http.Request request) {
      super(read);
      this.body = new ByteBufferContentSource(ByteBuffer.wrap(request.body()));
      HttpFields.Mutable changed = HttpFields.build(read.getHeaders());
      changed.remove(HttpHeader.CONTENT_ENCODING);
      changed.remove(HttpHeader.TRANSFER_ENCODING);
      changed.put(HttpHeader.CONTENT_LENGTH, request.body().length);
      this.headers = changed.asImmutable();
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }

    @Override
    public long getLength() {
      return body.getLength();
    }

    @Override
    public Content.Chunk read() {
      return body.read();
    }

    @Override
    public void demand(Runnable whenThere) {
      body.demand(whenThere);
    }

    @Override
    public boolean consumeAvailable() {
      return true;
    }

    @Override
    public void fail(Throwable why) {
      body.fail(why);
      super.fail(why);
    }
  }
}
