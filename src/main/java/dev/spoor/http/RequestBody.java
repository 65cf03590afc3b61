package dev.spoor.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads a body whole, decompressed, within a size and a time. */
final class RequestBody {
  static final int MOST_BYTES = 64 << 20;
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int BUFFER_BYTES = 16 << 10;

  private RequestBody() {}

  /**
   * Reads it.
   *
   * @param memory told what is held
   * @throws HttpProblem 400, 408, 413, 415 or 503
   * @throws IOException when the caller went away
   */
  static byte[] read(Request request, BodyMemory.Share memory) throws IOException {
    if (request.getLength() > MOST_BYTES) {
      throw tooLarge();
    }
    InputStream sent = Content.Source.asInputStream(request);
    String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    return switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> bounded(sent, memory);
      case "gzip", "x-gzip" -> decompressed(sent, memory);
      default -> throw new HttpProblem(415, "Content-Encoding must be gzip or absent");
    };
  }

  private static byte[] decompressed(InputStream sent, BodyMemory.Share memory) throws IOException {
    try {
      return bounded(new GZIPInputStream(sent, BUFFER_BYTES), memory);
    } catch (ZipException | EOFException e) {
      throw new HttpProblem(400, "the body says that it is gzip, but is not (" + e + ")");
    }
  }

  static byte[] bounded(InputStream in, BodyMemory.Share memory) throws IOException {
    long started = System.nanoTime();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      if (body.size() + count > MOST_BYTES) {
        throw tooLarge();
      }
      if (System.nanoTime() - started > LONGEST.toNanos()) {
        throw new HttpProblem(408, "a body must arrive within " + LONGEST.toSeconds() + " s");
      }
      memory.add(count);
      body.write(buffer, 0, count);
    }
    return body.toByteArray();
  }

  private static HttpProblem tooLarge() {
    return new HttpProblem(413, "a body is at most 64 MiB after decompression");
  }
}
