package dev.spoor.mcp.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lines of UTF-8, each read within a bound. A bad line costs that line only. */
final class LineReader {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final InputStream in;
  private final int maxLineBytes;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private int next;
  private int end;

  /**
   * A reader.
   *
   * @param maxLineBytes the longest line, its end not counted
   */
  LineReader(InputStream in, int maxLineBytes) {
    this.in = in;
    this.maxLineBytes = maxLineBytes;
  }

  /**
   * The next line without its end; null after the last one, which needs no end.
   *
   * @throws ProtocolError when the line is too long or no UTF-8; the next call goes on behind it
   */
  @Nullable String read() throws IOException {
    byte[] line = new byte[0];
    int length = 0;
    boolean tooLong = false;
    while (next < end || fill()) {
      int stop = indexOfNewline();
      int more = stop - next;
      tooLong |= more > maxLineBytes - length;
      if (!tooLong) {
        line = withRoom(line, length + more);
        System.arraycopy(chunk, next, line, length, more);
        length += more;
      }
      boolean complete = stop < end;
      next = complete ? stop + 1 : stop;
      if (complete) {
        return text(line, length, tooLong);
      }
    }
    return length == 0 && !tooLong ? null : text(line, length, tooLong);
  }

  private boolean fill() throws IOException {
    next = 0;
    end = Math.max(0, in.read(chunk));
    return end > 0;
  }

  private int indexOfNewline() {
    int i = next;
    while (i < end && chunk[i] != '\n') {
      i++;
    }
    return i;
  }

  private byte[] withRoom(byte[] line, int length) {
    return length <= line.length
        ? line
        : Arrays.copyOf(line, Math.min(maxLineBytes, Math.max(length, 2 * line.length)));
  }

  private String text(byte[] line, int length, boolean tooLong) {
    if (tooLong) {
      throw new ProtocolError(
          ProtocolError.INVALID_REQUEST,
          "Invalid Request: a message must be at most " + maxLineBytes + " bytes long");
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(line, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new ProtocolError(ProtocolError.PARSE_ERROR, "Parse error: the line is no valid UTF-8");
    }
  }
}
