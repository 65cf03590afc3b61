package dev.spoor.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who serves, as {@code GET /healthz} says it.
 *
 * @param product the program's name
 * @param version the program's version
 * @param storeId names what is served: two servers with the same one serve the same things
 */
public record Identity(String product, String version, String storeId) {
  private static final String PLAIN = "[A-Za-z0-9._+-]+";
  private static final Pattern WHOLE = Pattern.compile(PLAIN);

  /** Checks that no part needs escaping. */
  public Identity {
    for (String part : new String[] {product, version, storeId}) {
      if (!WHOLE.matcher(part).matches()) {
        throw new IllegalArgumentException("must be letters, digits and . _ + -, not " + part);
      }
    }
  }

  /** Whether the other is the same program over the same store, in whatever version. */
  public boolean servesTheSameAs(Identity other) {
    return product.equals(other.product) && storeId.equals(other.storeId);
  }

  byte[] json() {
    String json =
        "{\"product\":\"%s\",\"version\":\"%s\",\"store_id\":\"%s\"}"
            .formatted(product, version, storeId);
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /** Reads what {@link #json} wrote, also a later version's with more members; else empty. */
  public static Optional<Identity> read(String json) {
    String product = member("product", json);
    String version = member("version", json);
    String storeId = member("store_id", json);
    return product == null || version == null || storeId == null
        ? Optional.empty()
        : Optional.of(new Identity(product, version, storeId));
  }

  private static @Nullable String member(String name, String json) {
    Matcher member = Pattern.compile("\"" + name + "\"\\s*:\\s*\"(" + PLAIN + ")\"").matcher(json);
    return member.find() ? member.group(1) : null;
  }
}
