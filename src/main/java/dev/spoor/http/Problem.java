package dev.spoor.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jetty.http.HttpStatus;

/** The body of an error (RFC 9457). */
final class Problem {
  private Problem() {}

  static byte[] json(int status, String detail) {
    String json =
        "{\"type\":\"about:blank\",\"title\":"
            + quoted(HttpStatus.getMessage(status))
            + ",\"status\":"
            + status
            + ",\"detail\":"
            + quoted(detail)
            + "}";
    return json.getBytes(StandardCharsets.UTF_8);
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
