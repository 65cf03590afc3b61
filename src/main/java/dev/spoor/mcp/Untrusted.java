package dev.spoor.mcp;

import dev.spoor.json.JsonObject;
import dev.spoor.model.SpanId;
import dev.spoor.model.Wtf8;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A piece of what a run holds, wrapped so that an agent that reads it knows that it is data: a run
 * may hold text that was written to lead agents astray.
 *
 * @param source the span it is from; null: the run
 * @param text the piece
 * @param offset where it begins, in bytes
 * @param end where it ends, in bytes
 * @param bytes how long the whole is
 */
record Untrusted(@Nullable SpanId source, String text, int offset, int end, int bytes) {
  /** The piece of a text from an offset on that is at most so many bytes long. */
  static Untrusted of(@Nullable SpanId source, String whole, long offset, int most) {
    return of(source, Wtf8.encode(whole), offset, most);
  }

  /** The same of a text that is encoded already. */
  static Untrusted of(@Nullable SpanId source, byte[] bytes, long offset, int most) {
    int start = characterStart(bytes, (int) Math.min(offset, bytes.length));
    int end = characterStart(bytes, (int) Math.min((long) start + most, bytes.length));
    String piece = Wtf8.decode(Arrays.copyOfRange(bytes, start, end));
    return new Untrusted(source, piece, start, end, bytes.length);
  }

  /** Whether something follows. */
  boolean cut() {
    return end < bytes;
  }

  /** How to get what follows, in words for the agent. */
  String rest(String field) {
    return field
        + ": bytes "
        + offset
        + " to "
        + end
        + " of "
        + bytes
        + " are shown; pass field \""
        + field
        + "\" and offset "
        + end;
  }

  /** {@code {"untrusted_content": {...}}}. */
  JsonObject json() {
    JsonObject.Builder content = JsonObject.builder();
    content.put("source_span", source == null ? null : source.hex()).put("bytes", bytes);
    if (offset > 0) {
      content.put("offset", offset);
    }
    return JsonObject.builder().put("untrusted_content", content.put("text", text).build()).build();
  }

  /** The index itself, or the start of the character that it is inside of. */
  private static int characterStart(byte[] bytes, int index) {
    int start = index;
    while (start > 0 && start < bytes.length && (bytes[start] & 0xC0) == 0x80) {
      start--;
    }
    return start;
  }
}
