package dev.spoor.app;

import dev.spoor.forward.Target;
import dev.spoor.model.BadInput;
import dev.spoor.model.Shape;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who is passed on to what is recorded.
 *
 * @param target null for nobody
 * @param ended whether nobody is to be passed on to any more, so that what waits is forgotten
 */
public record Forwarding(@Nullable Target target, boolean ended) {
  private static final String NOBODY = "none";
  private static final Pattern ADDRESS =
      Pattern.compile("https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])(:\\d{1,5})?(/[\\w./~-]*)?");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]*");

  /** What the client itself says, or what the request is. */
  private static final Set<String> TAKEN =
      Set.of(
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "host",
          "transfer-encoding",
          "upgrade");

  /**
   * By the settings; a wrong one is {@link BadInput}.
   *
   * @param address null when it is not set
   * @param headers null when they are not set
   */
  static Forwarding of(@Nullable String address, @Nullable String headers) {
    Map<String, String> read = headers(headers == null ? "" : headers);
    if (address == null) {
      return new Forwarding(null, false);
    } else if (address.toLowerCase(Locale.ROOT).equals(NOBODY)) {
      return new Forwarding(null, true);
    } else if (!ADDRESS.matcher(address).matches()) {
      throw BadInput.of(
              Setting.FORWARD.variable(),
              "must be an http or https address, without a user, or none; keys go into "
                  + Setting.FORWARD_HEADERS.variable())
          .got(Shape.of(address))
          .example(Setting.FORWARD.variable() + "=http://127.0.0.1:4318");
    }
    return new Forwarding(Target.of(address, read), false);
  }

  private static Map<String, String> headers(String text) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String header : text.split(",", -1)) {
      if (!header.isBlank()) {
        int equals = header.indexOf('=');
        String name = header.substring(0, Math.max(0, equals)).strip();
        String value = decoded(header.substring(equals + 1).strip());
        if (!HEADER.matcher(name).matches()
            || TAKEN.contains(name.toLowerCase(Locale.ROOT))
            || !VALUE.matcher(value).matches()) {
          throw notHeaders();
        }
        headers.put(name, value);
      }
    }
    return headers;
  }

  /** Percent signs and two digits, as in W3C Baggage; a plus sign is one. */
  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw notHeaders();
    }
  }

  /** Without what was given, which may be a key. */
  private static BadInput notHeaders() {
    return BadInput.of(
            Setting.FORWARD_HEADERS.variable(),
            "must be name=value, separated by commas, other characters as %XX, and not name what a"
                + " request says anyhow")
        .example(Setting.FORWARD_HEADERS.variable() + "=api-key=k1,x-tenant=shop");
  }
}
