package dev.spoor.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Sends bytes as they are, so that a test can say what no client library would. */
public final class RawHttp implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;

  public RawHttp(int port) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    this.socket.setSoTimeout(PATIENCE_MILLIS);
  }

  /** What came back. */
  public record Answer(int status, Map<String, String> headers, byte[] body) {
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    public String header(String name) {
      return headers.get(name);
    }
  }

  /** One request on a connection of its own; the lines after the first are headers. */
  public static Answer ask(int port, String... lines) throws IOException {
    return ask(port, new byte[0], lines);
  }

  public static Answer ask(int port, byte[] body, String... lines) throws IOException {
    try (RawHttp connection = new RawHttp(port)) {
      return connection.exchange(body, lines);
    }
  }

  /** A {@code GET} as a program on this machine sends it. */
  public static Answer get(int port, String path, String... headers) throws IOException {
    String[] lines = new String[headers.length + 2];
    lines[0] = "GET " + path + " HTTP/1.1";
    lines[1] = "Host: 127.0.0.1:" + port;
    System.arraycopy(headers, 0, lines, 2, headers.length);
    return ask(port, lines);
  }

  public Answer exchange(byte[] body, String... lines) throws IOException {
    send(body, lines);
    return receive(lines[0].startsWith("HEAD "));
  }

  public void send(byte[] body, String... lines) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
    out.flush();
  }

  public Answer receive(boolean withoutBody) throws IOException {
    Answer head = receiveHead();
    return withoutBody ? head : bodyOf(head);
  }

  /** The same answer with its body, however it is framed. */
  public Answer bodyOf(Answer head) throws IOException {
    if ("chunked".equals(head.headers.get("transfer-encoding"))) {
      StringBuilder body = new StringBuilder();
      for (String chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
        body.append(chunk);
      }
      return new Answer(
          head.status, head.headers, body.toString().getBytes(StandardCharsets.UTF_8));
    }
    int length = Integer.parseInt(head.headers.getOrDefault("content-length", "0"));
    return new Answer(head.status, head.headers, socket.getInputStream().readNBytes(length));
  }

  /** Everything up to the body. */
  public Answer receiveHead() throws IOException {
    InputStream in = socket.getInputStream();
    String[] first = line(in).split(" ", 3);
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String[] parts = line.split(":", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
    }
    return new Answer(Integer.parseInt(first[1]), headers, new byte[0]);
  }

  /** The next chunk of a body that comes in chunks; empty after the last. */
  public String chunk() throws IOException {
    InputStream in = socket.getInputStream();
    String size = line(in);
    // The end of a chunk's last line may come no sooner than the next chunk.
    size = size.isEmpty() ? line(in) : size;
    byte[] chunk = in.readNBytes(Integer.parseInt(size, 16));
    if (chunk.length == 0) {
      line(in);
    }
    return new String(chunk, StandardCharsets.UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the connection ended after: " + line);
      } else if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
