package dev.spoor.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** The body of an error (RFC 9457). */
final class Problem {
  private Problem() {}

  /**
   * The body.
   *
   * @param more further members, all texts
   */
  static byte[] json(int status, String detail, Map<String, String> more) {
    StringBuilder json = new StringBuilder("{\"type\":\"about:blank\",\"title\":");
    json.append(quoted(HttpStatus.getMessage(status)));
    json.append(",\"status\":").append(status).append(",\"detail\":").append(quoted(detail));
    more.forEach(
        (name, text) -> json.append(',').append(quoted(name)).append(':').append(quoted(text)));
    return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (character == '"' || character == '\\') {
        quoted.append('\\').append(character);
      } else if (character < ' ' || Character.isSurrogate(character)) {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
      } else {
        quoted.append(character);
      }
    }
    return quoted.append('"').toString();
  }
}
