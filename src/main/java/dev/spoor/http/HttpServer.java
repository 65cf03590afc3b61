package dev.spoor.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** A server on one port. Serves from the moment it exists until it is closed. */
public final class HttpServer implements AutoCloseable {
  private static final int MOST_THREADS = 32;
  private static final int MOST_CONNECTIONS = 256;
  private static final int BACKLOG = 128;
  private static final int MOST_HEADER_BYTES = 16 << 10;
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration QUIET = Duration.ofSeconds(15);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  /**
   * How long a connection may rest while the server stops: those kept alive must not hold it up.
   */
  private static final Duration IDLE_WHILE_STOPPING = Duration.ofMillis(100);

  private final Server server;
  private final RouteHandler routes;
  private final int port;

  private HttpServer(Server server, RouteHandler routes, int port) {
    this.server = server;
    this.routes = routes;
    this.port = port;
  }

  /**
   * Binds and serves.
   *
   * @throws java.net.SocketException when the port is taken or may not be bound
   */
  public static HttpServer start(Address address, Site site) throws IOException {
    return start(bind(address), site);
  }

  /** Serves on a port that is bound already; closes it when that fails. */
  static HttpServer start(ServerSocketChannel bound, Site site) throws IOException {
    return start(bound, site, QUIET);
  }

  /**
   * Serves on a port that is bound already; closes it when that fails.
   *
   * @param quiet how long a stream of events may say nothing
   */
  static HttpServer start(ServerSocketChannel bound, Site site, Duration quiet) throws IOException {
    InetSocketAddress local = (InetSocketAddress) bound.getLocalAddress();
    Address address = new Address(local.getAddress().getHostAddress(), local.getPort());
    Server server = new Server(threads(), new ScheduledExecutorScheduler("http-timer", true), null);
    server.setStopTimeout(LONGEST_STOP.toMillis());
    RouteHandler routes = routes(site, quiet);
    server.setErrorHandler(HttpServer::answerWhatJettyRefused);
    server.setHandler(new GracefulHandler(new Gate(site.allowedHosts(), routes)));
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setShutdownIdleTimeout(IDLE_WHILE_STOPPING.toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
    try {
      connector.open(bound);
      server.start();
      return new HttpServer(server, routes, address.port());
    } catch (Exception e) {
      bound.close();
      throw new IOException("the HTTP server does not start", e);
    }
  }

  /**
   * Takes a port for this process alone. A port that was in use a moment ago can be taken, one that
   * is in use cannot: on Windows the same option would mean the opposite.
   */
  static ServerSocketChannel bind(Address address) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      boolean windows = System.getProperty("os.name", "").startsWith("Windows");
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, !windows);
      return channel.bind(address.toBind(), BACKLOG);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Threads that never keep a process alive; the limit on connections bounds what waits for one.
   */
  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 2, (int) IDLE.toMillis());
    threads.setName("http");
    threads.setDaemon(true);
    return threads;
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendXPoweredBy(false);
    configuration.setRequestHeaderSize(MOST_HEADER_BYTES);
    configuration.setResponseHeaderSize(MOST_HEADER_BYTES);
    configuration.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "any text in a variable",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS));
    return configuration;
  }

  private static RouteHandler routes(Site site, Duration quiet) {
    List<Route> routes = new ArrayList<>(site.routes().get());
    Response health = Response.json(site.identity().json());
    Route whoServes = Route.get("/healthz", request -> health);
    routes.add(whoServes);
    Guard guard =
        (route, request) ->
            route.equals(whoServes) ? Optional.empty() : site.guard().refusal(route, request);
    return new RouteHandler(routes, guard, site.failures(), quiet);
  }

  private static boolean answerWhatJettyRefused(
      Request request, org.eclipse.jetty.server.Response response, Callback callback) {
    Object status = request.getAttribute(ErrorHandler.ERROR_STATUS);
    int code = status instanceof Integer number ? number : response.getStatus();
    code = code < 400 ? 500 : code;
    ResponseWriter.send(
        Response.problem(code, "the request was refused: " + HttpStatus.getMessage(code)),
        request,
        response,
        callback);
    return true;
  }

  /** The port it serves on. */
  public int port() {
    return port;
  }

  /**
   * Ends streams of events, takes no more requests, answers those it has within 5 s, cuts off the
   * others, and frees the port.
   */
  @Override
  public void close() {
    try {
      routes.endStreams();
      server.stop();
    } catch (TimeoutException cutOff) {
      // Jetty stops all the same, and says afterwards that somebody was not done.
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server does not stop", e);
    }
  }
}
