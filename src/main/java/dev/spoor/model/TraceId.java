package dev.spoor.model;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names a run: 16 bytes as 32 lower-case hex digits, never all zero (W3C Trace Context, section
 * 3.2.2.3).
 *
 * @param hex the id, for example {@code 0af7651916cd43dd8448eb211c80319c}
 */
public record TraceId(String hex) {
  private static final int DIGITS = 32;
  private static final String CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int RUN_ID_DIGITS = 10;
  private static final int BITS_PER_DIGIT = 5;
  private static final Pattern RUN_ID_FORM = Pattern.compile("run_[0-9a-hjkmnp-tv-z]{1,10}");

  /** What every run id starts with. */
  public static final String RUN_ID_PREFIX = "run_";

  public TraceId {
    if (!HexDigits.isId(hex, DIGITS)) {
      throw BadInput.of("trace_id", "must be 32 lower-case hex digits, not all zero")
          .got(Shape.of(hex))
          .example("\"trace_id\": \"0af7651916cd43dd8448eb211c80319c\"");
    }
  }

  /** Reads an id whatever its case; empty when the text is no trace id. */
  public static Optional<TraceId> parse(String text) {
    String hex = text.toLowerCase(Locale.ROOT);
    return HexDigits.isId(hex, DIGITS) ? Optional.of(new TraceId(hex)) : Optional.empty();
  }

  /** Makes an id of 16 bytes; an all-zero array is refused as {@link BadInput}. */
  public static TraceId of(byte[] bytes) {
    return new TraceId(HexFormat.of().formatHex(bytes));
  }

  /**
   * The id that an importer or a hook derives, so that the same session read twice is the same run:
   * the first 16 bytes of SHA-256 over source, session and turn key, one a line.
   *
   * @param turnKey null for a file without turns, which then is one run
   */
  public static TraceId derived(String source, String sessionId, @Nullable String turnKey) {
    String text = source + "\n" + sessionId + "\n" + (turnKey == null ? "" : turnKey);
    return new TraceId(HexFormat.of().formatHex(Sha256.of(text), 0, 16));
  }

  /**
   * The short name for people: {@code run_} and the first 50 bits as 10 Crockford base32 digits.
   */
  public String runId() {
    BigInteger bits = new BigInteger(hex, 16).shiftRight(128 - RUN_ID_DIGITS * BITS_PER_DIGIT);
    StringBuilder digits = new StringBuilder(RUN_ID_PREFIX);
    for (int digit = RUN_ID_DIGITS - 1; digit >= 0; digit--) {
      digits.append(CROCKFORD.charAt(bits.shiftRight(digit * BITS_PER_DIGIT).intValue() & 31));
    }
    return digits.toString();
  }

  /** Whether the text is a run id or the beginning of one. */
  public static boolean isRunIdPrefix(String text) {
    return RUN_ID_FORM.matcher(text).matches();
  }

  /**
   * The lowest and the highest trace id, as hex, whose run id begins with the given text.
   *
   * @param runIdPrefix as {@link #isRunIdPrefix} accepts it
   */
  public static Range hexRange(String runIdPrefix) {
    String digits = runIdPrefix.substring(RUN_ID_PREFIX.length());
    BigInteger value = BigInteger.ZERO;
    for (int i = 0; i < digits.length(); i++) {
      int digit = CROCKFORD.indexOf(digits.charAt(i));
      value = value.shiftLeft(BITS_PER_DIGIT).add(BigInteger.valueOf(digit));
    }
    int freeBits = 128 - digits.length() * BITS_PER_DIGIT;
    BigInteger low = value.shiftLeft(freeBits);
    BigInteger high = low.add(BigInteger.ONE.shiftLeft(freeBits)).subtract(BigInteger.ONE);
    return new Range(padded(low), padded(high));
  }

  private static String padded(BigInteger value) {
    String hex = value.toString(16);
    return "0".repeat(DIGITS - hex.length()) + hex;
  }

  /** The 16 bytes. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }

  /**
   * Two hex ids, both inside the range.
   *
   * @param low the first
   * @param high the last
   */
  public record Range(String low, String high) {}
}
