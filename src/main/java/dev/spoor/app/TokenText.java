package dev.spoor.app;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * What a token looks like: {@code spoor_}, 30 random base-62 digits, and their CRC-32 as 6 more, so
 * that a scanner of secrets knows one when it sees one, and a typing mistake is told from a stolen
 * one.
 */
final class TokenText {
  private static final String PREFIX = "spoor_";
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int RANDOM_DIGITS = 30;
  private static final int CHECK_DIGITS = 6;
  private static final Pattern FORM =
      Pattern.compile(PREFIX + "[0-9A-Za-z]{" + (RANDOM_DIGITS + CHECK_DIGITS) + "}");

  private TokenText() {}

  /** A new one. */
  static String make(RandomGenerator random) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < RANDOM_DIGITS; i++) {
      digits.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return PREFIX + digits + check(digits.toString());
  }

  /** Whether a text has the form, and its last digits are the check of the others. */
  static boolean isWellFormed(String text) {
    int end = PREFIX.length() + RANDOM_DIGITS;
    return FORM.matcher(text).matches()
        && check(text.substring(PREFIX.length(), end)).equals(text.substring(end));
  }

  /** What is kept of a token: it is long and random, so that a fast hash does. */
  static String sha256(String token) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whether two texts are the same, in a time that does not tell where they differ. */
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static String check(String digits) {
    CRC32 crc = new CRC32();
    crc.update(digits.getBytes(StandardCharsets.US_ASCII));
    StringBuilder check = new StringBuilder();
    long rest = crc.getValue();
    for (int i = 0; i < CHECK_DIGITS; i++) {
      check.insert(0, DIGITS.charAt((int) (rest % DIGITS.length())));
      rest /= DIGITS.length();
    }
    return check.toString();
  }
}
