package dev.spoor.model;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Names a span inside its run: 8 bytes as 16 lower-case hex digits, never all zero (W3C Trace
 * Context, section 3.2.2.4).
 *
 * @param hex the id, for example {@code b7ad6b7169203331}
 */
public record SpanId(String hex) {
  private static final int DIGITS = 16;

  public SpanId {
    if (!HexDigits.isId(hex, DIGITS)) {
      throw BadInput.of("span_id", "must be 16 lower-case hex digits, not all zero")
          .got(Shape.of(hex))
          .example("\"span_id\": \"b7ad6b7169203331\"");
    }
  }

  /** Reads an id whatever its case; empty when the text is no span id. */
  public static Optional<SpanId> parse(String text) {
    String hex = text.toLowerCase(Locale.ROOT);
    return HexDigits.isId(hex, DIGITS) ? Optional.of(new SpanId(hex)) : Optional.empty();
  }

  /** The id whose 8 bytes are this number, big-endian; zero is refused as {@link BadInput}. */
  public static SpanId of(long bits) {
    return new SpanId(HexFormat.of().toHexDigits(bits));
  }

  /**
   * The id that an importer or a hook derives: the first 8 bytes of SHA-256 over the trace id and
   * the key, one a line.
   *
   * @param key {@code root}, a message id, a tool call id or an agent id: whatever names the span
   *     at its source
   */
  public static SpanId derived(TraceId traceId, String key) {
    return new SpanId(HexFormat.of().formatHex(Sha256.of(traceId.hex() + "\n" + key), 0, 8));
  }

  /** The 8 bytes as one signed number, big-endian. */
  public long bits() {
    return HexFormat.fromHexDigitsToLong(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
