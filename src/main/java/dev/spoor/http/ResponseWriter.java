package dev.spoor.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/** Sends answers with the headers that every answer carries. */
final class ResponseWriter {
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private static final Set<String> COMPRESSIBLE =
      Set.of(
          "application/json",
          "application/problem+json",
          "application/javascript",
          "application/x-ndjson",
          "image/svg+xml");

  private static final int LEAST_COMPRESSED_BYTES = 1_024;

  private ResponseWriter() {}

  /** Sets what every answer says unless it says otherwise itself. */
  static void addStandardHeaders(HttpFields.Mutable headers) {
    headers.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("Cache-Control", "private, no-cache");
  }

  static void send(
      Response answer, Request request, org.eclipse.jetty.server.Response to, Callback done) {
    HttpFields.Mutable headers = to.getHeaders();
    addStandardHeaders(headers);
    answer.headers().forEach(headers::put);
    to.setStatus(answer.status());
    byte[] body = answer.body();
    if (isCompressible(answer)) {
      headers.add(HttpHeader.VARY, "Accept-Encoding");
      if (request.getHeaders().getQualityCSV(HttpHeader.ACCEPT_ENCODING).contains("gzip")) {
        headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
        body = compressed(body);
      }
    }
    if (!answer.contentType().isEmpty()) {
      headers.put(HttpHeader.CONTENT_TYPE, answer.contentType());
    }
    if (answer.status() != 204 && answer.status() != 304) {
      headers.put(HttpHeader.CONTENT_LENGTH, body.length);
    }
    boolean silent = HttpMethod.HEAD.is(request.getMethod());
    to.write(true, silent ? ByteBuffer.allocate(0) : ByteBuffer.wrap(body), done);
  }

  private static boolean isCompressible(Response answer) {
    String type = answer.contentType().split(";", 2)[0];
    return answer.body().length >= LEAST_COMPRESSED_BYTES
        && (type.startsWith("text/") || COMPRESSIBLE.contains(type));
  }

  private static byte[] compressed(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
    try (GZIPOutputStream gzip = new FastGzip(bytes)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Most callers are on this machine, so time counts for more than size. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
