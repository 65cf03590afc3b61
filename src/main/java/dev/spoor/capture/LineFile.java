package dev.spoor.capture;

import dev.spoor.model.FileMark;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A file that another program appends lines to, read as far as it goes. The last line waits until
 * it is whole. A {@code .json} file is one line, whatever its line feeds, and begins anew whenever
 * its size changes. Not thread-safe.
 */
final class LineFile {
  private static final int CHUNK_BYTES = 1 << 20;
  private static final int EDGE_BYTES = 4_096;
  private static final int LONGEST_LINE_BYTES = 256 << 20;

  private final Path path;
  private final boolean oneLine;
  private long offset;
  private @Nullable FileMark mark;

  LineFile(Path path) {
    this.path = path;
    this.oneLine = path.toString().endsWith(".json");
  }

  /** What is done with a line. */
  @FunctionalInterface
  interface LineReader {
    /**
     * Reads a line.
     *
     * @param line without its line feed
     */
    void read(byte[] line) throws IOException;
  }

  Path path() {
    return path;
  }

  long offset() {
    return offset;
  }

  /** How large it is now; 0 when it is gone. */
  long size() throws IOException {
    try {
      return Files.size(path);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /** Begins from the first byte again, as if it was never read. */
  void rewind() {
    offset = 0;
    mark = null;
  }

  /** Whether its first bytes are those that were marked, so that reading may go on behind them. */
  boolean matches(FileMark earlier) throws IOException {
    long size = size();
    return (oneLine ? earlier.offset() == size : earlier.offset() <= size)
        && earlier.fingerprint().equals(fingerprint(earlier.offset()));
  }

  /** Whether what was read of it was replaced by something else. */
  boolean isReplaced() throws IOException {
    return mark != null && !matches(mark);
  }

  /** Whether it was read further than it was marked. */
  boolean isUnmarked() {
    return offset > (mark == null ? 0 : mark.offset());
  }

  /** Marks how far it was read. */
  FileMark mark() throws IOException {
    FileMark now = new FileMark(path.toString(), offset, fingerprint(offset));
    mark = now;
    return now;
  }

  /**
   * Reads lines from where the last reading ended.
   *
   * @param end where to stop: an earlier size of the file, or the offset of a mark
   * @param isWhole whether a last line without a line feed can be taken as it is
   */
  void read(long end, Predicate<byte[]> isWhole, LineReader reader) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      in.skipNBytes(offset);
      byte[] chunk = new byte[CHUNK_BYTES];
      Line line = new Line();
      for (long left = end - offset; left > 0; left = end - offset - line.length) {
        int count = in.read(chunk, 0, (int) Math.min(left, CHUNK_BYTES));
        if (count < 0) {
          break;
        }
        split(chunk, count, line, reader);
      }
      byte[] last = line.bytes();
      if (last.length > 0 && isWhole.test(last)) {
        offset += last.length;
        reader.read(last);
      }
    } catch (NoSuchFileException e) {
      // It went away; what was read of it stays.
    }
  }

  private void split(byte[] chunk, int count, Line line, LineReader reader) throws IOException {
    int from = 0;
    for (int i = 0; i < count; i++) {
      if (chunk[i] == '\n' && !oneLine) {
        line.add(chunk, from, i - from);
        byte[] bytes = line.bytes();
        offset += line.length + 1;
        line.clear();
        from = i + 1;
        reader.read(bytes);
      }
    }
    line.add(chunk, from, count - from);
  }

  /** The bytes of one line as they arrive; what is too much for a line is left out. */
  private static final class Line {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long length;

    void add(byte[] chunk, int from, int count) {
      length += count;
      if (length <= LONGEST_LINE_BYTES) {
        bytes.write(chunk, from, count);
      }
    }

    byte[] bytes() {
      return bytes.toByteArray();
    }

    void clear() {
      bytes.reset();
      length = 0;
    }
  }

  /** Tells the first bytes of the file from others: a hash of their beginning and their end. */
  private String fingerprint(long bytes) throws IOException {
    MessageDigest digest = sha256();
    int edge = (int) Math.min(bytes, EDGE_BYTES);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      byte[] part = new byte[edge];
      file.readFully(part);
      digest.update(part);
      file.seek(bytes - edge);
      file.readFully(part);
      digest.update(part);
    } catch (FileNotFoundException | EOFException e) {
      // Gone or cut off, and so another file than it was.
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
