package dev.spoor.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Hands something to a server on this machine, for a process that has little time: no client
 * library is loaded, and it is over when its time is.
 */
public final class QuickPost {
  private static final String ACCEPTED = "HTTP/1.[01] 2\\d\\d\\b.*";
  private static final int STATUS_LINE_BYTES = 64;

  private QuickPost() {}

  /**
   * Posts JSON to whoever says at {@code /healthz} that it is that product.
   *
   * @param product nobody else is sent anything
   * @param patience for all of it
   * @return whether the server took it
   */
  public static boolean json(
      Address address, String product, String path, byte[] body, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      return PortProbe.ask(address, patience) instanceof Holder.Known known
          && known.identity().product().equals(product)
          && send(address, path, body, deadline);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean send(Address address, String path, byte[] body, long deadline)
      throws IOException {
    String head =
        "POST "
            + path
            + " HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.connect(address.toCall(), millisLeft(deadline));
      socket.setSoTimeout(millisLeft(deadline));
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      out.flush();
      return statusLine(socket.getInputStream()).matches(ACCEPTED);
    }
  }

  private static String statusLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= ' ' && line.size() < STATUS_LINE_BYTES; next = in.read()) {
      line.write(next);
    }
    return line.toString(StandardCharsets.US_ASCII);
  }

  private static int millisLeft(long deadline) {
    return (int) Math.max(1, Duration.ofNanos(deadline - System.nanoTime()).toMillis());
  }
}
