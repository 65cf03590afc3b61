package dev.spoor.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * Unary gRPC over HTTP/2 without TLS (gRPC over HTTP2, {@code PROTOCOL-HTTP2.md}) on a port of its
 * own. Serves from the moment it exists until it is closed.
 */
public final class GrpcServer implements AutoCloseable {
  private static final int MOST_THREADS = 16;
  private static final int MOST_CONNECTIONS = 256;
  private static final Duration IDLE = Duration.ofMinutes(5);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final Server server;
  private final int port;

  private GrpcServer(Server server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Binds and serves.
   *
   * @param allowedHosts names by which callers may address it, beside the loopback names
   * @param guard who may call, by the same rules as a {@code POST}
   * @param failures where its faults go
   * @throws java.net.SocketException when the port is taken or may not be bound
   */
  public static GrpcServer start(
      Address address,
      List<GrpcMethod> methods,
      Set<String> allowedHosts,
      Guard guard,
      Failures failures)
      throws IOException {
    ServerSocketChannel bound = HttpServer.bind(address);
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 2, 30_000);
    threads.setName("grpc");
    threads.setDaemon(true);
    Server server = new Server(threads, new ScheduledExecutorScheduler("grpc-timer", true), null);
    server.setStopTimeout(LONGEST_STOP.toMillis());
    Map<String, Function<byte[], GrpcAnswer>> calls =
        methods.stream().collect(Collectors.toMap(GrpcMethod::path, GrpcMethod::call));
    server.setHandler(
        new GracefulHandler(new Gate(allowedHosts, new GrpcHandler(calls, guard, failures))));
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    ServerConnector connector =
        new ServerConnector(
            server,
            1,
            1,
            new HttpConnectionFactory(configuration),
            new HTTP2CServerConnectionFactory(configuration));
    connector.setIdleTimeout(IDLE.toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
    try {
      connector.open(bound);
      server.start();
      return new GrpcServer(server, ((InetSocketAddress) bound.getLocalAddress()).getPort());
    } catch (Exception e) {
      bound.close();
      throw new IOException("the gRPC server does not start", e);
    }
  }

  /** The port it serves on. */
  public int port() {
    return port;
  }

  /** Answers what it has within 5 s and frees the port. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the gRPC server does not stop", e);
    }
  }
}
