package dev.spoor.store.sqlite;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A text as it stands inside a JSON string. What a tool answered comes back in the next model
 * call's input in this form, so that a text is known again there. Stored payloads depend on it: it
 * never changes.
 */
final class JsonEscape {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final String SHORT = "\b\t\n\f\r";
  private static final byte[] SHORT_LETTERS = "btnfr".getBytes(StandardCharsets.US_ASCII);
  private static final int FIRST_PRINTABLE = 0x20;

  private JsonEscape() {}

  /** The escaped text, without quotes. */
  static byte[] of(byte[] text) {
    ByteArrayOutputStream escaped = new ByteArrayOutputStream(text.length + text.length / 8);
    for (byte each : text) {
      if (each == '"' || each == '\\') {
        escaped.write('\\');
        escaped.write(each);
      } else if (each >= 0 && each < FIRST_PRINTABLE) {
        control(escaped, each);
      } else {
        escaped.write(each);
      }
    }
    return escaped.toByteArray();
  }

  private static void control(ByteArrayOutputStream escaped, byte character) {
    escaped.write('\\');
    int known = SHORT.indexOf(character);
    if (known >= 0) {
      escaped.write(SHORT_LETTERS[known]);
    } else {
      escaped.writeBytes(new byte[] {'u', '0', '0', HEX[character >> 4], HEX[character & 15]});
    }
  }
}
