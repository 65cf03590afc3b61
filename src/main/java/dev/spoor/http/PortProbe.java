package dev.spoor.http;

import dev.spoor.http.Holder.Known;
import dev.spoor.http.Holder.Nobody;
import dev.spoor.http.Holder.Stranger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks whoever holds a port who it is. The one asked may be any program: it may say nothing, or
 * talk without end.
 */
public final class PortProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int MOST_BYTES = 8 << 10;
  private static final byte[] QUESTION =
      "GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
  private final Duration patience;
  private final long deadline;

  private PortProbe(Duration patience) {
    this.patience = patience;
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  /**
   * Asks, for 3 s at most.
   *
   * @throws UnknownHostException when the host has no address
   */
  public static Holder ask(Address address) throws UnknownHostException {
    return ask(address, PATIENCE);
  }

  /**
   * Asks, for as long as the caller has.
   *
   * @throws UnknownHostException when the host has no address
   */
  static Holder ask(Address address, Duration patience) throws UnknownHostException {
    return new PortProbe(patience).ask(address.toCall());
  }

  /** Why this process could not serve there; empty when it could. */
  public static Optional<String> whyNotFree(Address address) {
    try (ServerSocketChannel bound = HttpServer.bind(address)) {
      return bound.isOpen() ? Optional.empty() : Optional.of("it closes at once");
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Holder ask(InetSocketAddress address) {
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.connect(address, millisLeft());
      socket.getOutputStream().write(QUESTION);
      receive(socket);
    } catch (SocketTimeoutException e) {
      return answer.size() == 0
          ? new Stranger("says nothing within " + patience.toSeconds() + " s")
          : holder();
    } catch (IOException e) {
      return answer.size() == 0 ? new Nobody() : holder();
    }
    return holder();
  }

  private void receive(Socket socket) throws IOException {
    byte[] buffer = new byte[MOST_BYTES];
    while (answer.size() < MOST_BYTES) {
      socket.setSoTimeout(millisLeft());
      int count = socket.getInputStream().read(buffer);
      if (count < 0) {
        return;
      }
      answer.write(buffer, 0, count);
    }
  }

  private int millisLeft() throws SocketTimeoutException {
    long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    if (left <= 0) {
      throw new SocketTimeoutException();
    }
    return (int) left;
  }

  private Holder holder() {
    if (answer.size() == 0) {
      return new Nobody();
    }
    String[] parts = answer.toString(StandardCharsets.UTF_8).split("\r\n\r\n", 2);
    Optional<Identity> identity =
        parts.length == 2 && parts[0].matches("(?s)HTTP/1\\.[01] 200\\b.*")
            ? Identity.read(parts[1])
            : Optional.empty();
    return identity
        .<Holder>map(Known::new)
        .orElseGet(() -> new Stranger("does not say who it is at /healthz"));
  }
}
