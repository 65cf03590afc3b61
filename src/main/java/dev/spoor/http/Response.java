package dev.spoor.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * An answer. The server adds the headers that every answer carries, its length, and compression
 * where the caller takes it; a header set here replaces the server's own of that name.
 *
 * @param status for example 200
 * @param contentType for example {@code text/html; charset=utf-8}; empty when there is no body
 * @param body may be empty
 * @param headers further headers by name, each on one line
 * @param detail what a problem says; empty for every other answer
 */
@SuppressWarnings("ArrayRecordComponent") // an answer is sent once and never compared
public record Response(
    int status, String contentType, byte[] body, Map<String, String> headers, String detail)
    implements Answer {
  /** The media type of an error (RFC 9457). */
  public static final String PROBLEM = "application/problem+json";

  private static final byte[] NOTHING = {};

  /** Checks the status, and that no header can break its line. */
  public Response {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("a status is from 200 to 599, not " + status);
    }
    headers = Map.copyOf(headers);
    headers.forEach(Response::requireOneLine);
    requireOneLine("Content-Type", contentType);
  }

  /** An answer that is no problem. */
  public Response(int status, String contentType, byte[] body, Map<String, String> headers) {
    this(status, contentType, body, headers, "");
  }

  private static void requireOneLine(String name, String value) {
    if (value.chars().anyMatch(character -> character < ' ' || character > '~')) {
      throw new IllegalArgumentException("header " + name + " holds more than printable ASCII");
    }
  }

  /** An answer with a body of any type. */
  public static Response of(int status, String contentType, byte[] body) {
    return new Response(status, contentType, body, Map.of());
  }

  /** A page. */
  public static Response html(String page) {
    return of(200, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
  }

  /** Data. */
  public static Response json(String json) {
    return json(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Data that is UTF-8 already. */
  public static Response json(byte[] json) {
    return of(200, "application/json", json);
  }

  /** Plain text. */
  public static Response text(String text) {
    return of(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** Done, and nothing to say. */
  public static Response noContent() {
    return of(204, "", NOTHING);
  }

  /**
   * An error as {@code application/problem+json} (RFC 9457).
   *
   * @param detail a sentence for the caller
   */
  public static Response problem(int status, String detail) {
    return problem(status, detail, Map.of());
  }

  /**
   * An error as {@code application/problem+json} with members of its own.
   *
   * @param more texts by name
   */
  public static Response problem(int status, String detail, Map<String, String> more) {
    return new Response(status, PROBLEM, Problem.json(status, detail, more), Map.of(), detail);
  }

  /** A problem of status 404. */
  public static Response notFound(String detail) {
    return problem(404, detail);
  }

  /**
   * Sends the caller elsewhere on this server, with status 303.
   *
   * @param path percent-encoded, beginning with one slash
   */
  public static Response redirect(String path) {
    if (!path.startsWith("/") || path.startsWith("//") || path.startsWith("/\\")) {
      throw new IllegalArgumentException("a redirect stays on this server, not " + path);
    }
    return new Response(303, "", NOTHING, Map.of("Location", path));
  }

  /** Bytes that a browser saves and never shows. */
  public static Response attachment(byte[] bytes, String filename) {
    return of(200, "application/octet-stream", bytes).asAttachment(filename);
  }

  /** The same answer, to be saved under a name and never shown. */
  public Response asAttachment(String filename) {
    String plain = filename.replaceAll("[^\\w.-]", "_");
    String exact = URLEncoder.encode(filename, StandardCharsets.UTF_8).replace("+", "%20");
    return withHeader(
            "Content-Disposition",
            "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + exact)
        .withHeader("Content-Security-Policy", "default-src 'none'; sandbox");
  }

  /** The same answer with another status, for example a page that says 404. */
  public Response withStatus(int other) {
    return new Response(other, contentType, body, headers, detail);
  }

  /** The same answer with one more header. */
  public Response withHeader(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Response(status, contentType, body, more, detail);
  }

  /**
   * The answer, or 304 when the caller has it already.
   *
   * @param version changes whenever the answer would; letters, digits and dashes
   * @param answer is asked only when it is needed
   */
  public static Response ifChanged(Request request, String version, Supplier<Response> answer) {
    String tag = "W/\"" + version + "\"";
    String known = request.header("if-none-match");
    if (known != null && (known.equals("*") || known.contains("\"" + version + "\""))) {
      return new Response(304, "", NOTHING, Map.of("ETag", tag));
    }
    return answer.get().withHeader("ETag", tag);
  }
}
