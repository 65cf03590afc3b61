package dev.spoor.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A program that answers every request with a page of its own, and remembers what it was told. */
final class Stranger implements AutoCloseable {
  private static final String PAGE =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";

  private final ServerSocket socket;
  private final StringBuffer heard = new StringBuffer();

  Stranger(int port) throws IOException {
    socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::answer);
    thread.setDaemon(true);
    thread.start();
  }

  String heard() {
    return heard.toString();
  }

  private void answer() {
    while (!socket.isClosed()) {
      try (Socket caller = socket.accept()) {
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine();
            line != null && !line.isEmpty();
            line = lines.readLine()) {
          heard.append(line).append('\n');
        }
        caller.getOutputStream().write(PAGE.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
