package dev.spoor.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text to bytes and back without loss. UTF-8, except that a lone surrogate, which UTF-8 cannot
 * carry, is written as the three bytes its code point would have (the generalised UTF-8 of the
 * WTF-8 encoding, section 3).
 */
public final class Wtf8 {
  private Wtf8() {}

  /** The bytes of any string. */
  public static byte[] encode(String text) {
    return hasLoneSurrogate(text) ? encodeSlowly(text) : text.getBytes(StandardCharsets.UTF_8);
  }

  /** The string whose {@link #encode} these bytes are; bytes from elsewhere must be valid UTF-8. */
  public static String decode(byte[] bytes) {
    return hasEncodedSurrogate(bytes)
        ? decodeSlowly(bytes)
        : new String(bytes, StandardCharsets.UTF_8);
  }

  /** Whether a high or a low surrogate stands alone. */
  public static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (!startsPair(text, i)) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  /** Whether a surrogate pair begins at the index. */
  public static boolean startsPair(String text, int index) {
    return Character.isHighSurrogate(text.charAt(index))
        && index + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(index + 1));
  }

  private static byte[] encodeSlowly(String text) {
    byte[] out = new byte[text.length() * 3];
    int size = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      if (startsPair(text, i)) {
        i++;
      } else if (Character.isSurrogate(text.charAt(i))) {
        size = append(out, size, text.substring(from, i).getBytes(StandardCharsets.UTF_8));
        int c = text.charAt(i);
        out[size++] = (byte) (0xE0 | (c >> 12));
        out[size++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        out[size++] = (byte) (0x80 | (c & 0x3F));
        from = i + 1;
      }
    }
    size = append(out, size, text.substring(from).getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(out, size);
  }

  private static int append(byte[] out, int size, byte[] more) {
    System.arraycopy(more, 0, out, size, more.length);
    return size + more.length;
  }

  private static boolean hasEncodedSurrogate(byte[] bytes) {
    for (int i = 0; i + 2 < bytes.length; i++) {
      if (isEncodedSurrogate(bytes, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEncodedSurrogate(byte[] bytes, int i) {
    return bytes[i] == (byte) 0xED && (bytes[i + 1] & 0xE0) == 0xA0;
  }

  private static String decodeSlowly(byte[] bytes) {
    StringBuilder out = new StringBuilder(bytes.length);
    int from = 0;
    for (int i = 0; i + 2 < bytes.length; i++) {
      if (isEncodedSurrogate(bytes, i)) {
        out.append(new String(bytes, from, i - from, StandardCharsets.UTF_8));
        out.append((char) (0xD000 | ((bytes[i + 1] & 0x3F) << 6) | (bytes[i + 2] & 0x3F)));
        i += 2;
        from = i + 1;
      }
    }
    return out.append(new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8))
        .toString();
  }
}
