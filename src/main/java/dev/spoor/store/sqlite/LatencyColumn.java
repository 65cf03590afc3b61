package dev.spoor.store.sqlite;

import dev.spoor.model.Latencies;
import java.io.ByteArrayOutputStream;

/**
 * Latencies as bytes and back: for each bucket that was hit how many buckets after the one before,
 * and how often; integers of 7 bits a byte, the lowest first.
 */
final class LatencyColumn {
  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;

  private LatencyColumn() {}

  static byte[] encode(Latencies latencies) {
    Encoder encoder = new Encoder();
    latencies.forEach(encoder::bucket);
    return encoder.bytes.toByteArray();
  }

  private static final class Encoder {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int last;

    void bucket(int bucket, long count) {
      number(bucket - last);
      number(count);
      last = bucket;
    }

    private void number(long value) {
      long rest = value;
      while ((rest & -MORE) != 0) {
        bytes.write((int) (rest & (MORE - 1)) | MORE);
        rest >>>= BITS;
      }
      bytes.write((int) rest);
    }
  }

  /** Adds what the bytes count. */
  static void decode(byte[] bytes, Latencies to) {
    int bucket = 0;
    int place = 0;
    while (place < bytes.length) {
      long gap = 0;
      int shift = 0;
      do {
        gap |= (long) (bytes[place] & (MORE - 1)) << shift;
        shift += BITS;
      } while (bytes[place++] < 0);
      long count = 0;
      shift = 0;
      do {
        count |= (long) (bytes[place] & (MORE - 1)) << shift;
        shift += BITS;
      } while (bytes[place++] < 0);
      bucket += (int) gap;
      to.add(bucket, count);
    }
  }
}
