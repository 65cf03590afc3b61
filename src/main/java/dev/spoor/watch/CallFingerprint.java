package dev.spoor.watch;

import dev.spoor.model.Payload;
import dev.spoor.model.SpanError;
import dev.spoor.model.Wtf8;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that are equal when two calls, or two results, say the same: the first 8 bytes of
 * SHA-256. Arguments are compared as canonical JSON, results without what changes by itself, such
 * as times and process ids.
 */
public final class CallFingerprint {
  private CallFingerprint() {}

  /**
   * Of a call's arguments.
   *
   * @param input the arguments; text that is a JSON object counts as one
   */
  public static long arguments(String toolName, @Nullable Payload input) {
    return hash(toolName + "\n" + (input == null ? "" : CanonicalJson.of(input)));
  }

  /**
   * Of a call's result: its error's text when it failed with one, else its output. Never 0, which
   * stands for no result.
   */
  public static long result(@Nullable Payload output, @Nullable SpanError error) {
    long hash = hash(VolatileText.without(resultText(output, error)));
    return hash == 0 ? 1 : hash;
  }

  private static String resultText(@Nullable Payload output, @Nullable SpanError error) {
    if (error != null && (error.type() != null || error.message() != null)) {
      return "error\n" + error.type() + "\n" + error.message();
    }
    return (error == null ? "output\n" : "error\n") + (output == null ? "" : output.text());
  }

  private static long hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Wtf8.encode(text));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
