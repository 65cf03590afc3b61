package dev.spoor.store.sqlite;

import dev.spoor.model.Sums;
import java.io.ByteArrayOutputStream;

/** Sums as bytes and back, as the table's script describes them. */
final class SumsColumn {
  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;

  private SumsColumn() {}

  static byte[] encode(Sums sums) {
    Encoder encoder = new Encoder();
    encoder.number(Sums.Count.ALL.size());
    for (Sums.Count count : Sums.Count.ALL) {
      encoder.number(sums.get(count));
    }
    sums.latencies().forEach(encoder::bucket);
    return encoder.bytes.toByteArray();
  }

  private static final class Encoder {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    private int last;

    void bucket(int bucket, long count) {
      number(bucket - last);
      number(count);
      last = bucket;
    }

    void number(long value) {
      long rest = value;
      while ((rest & -MORE) != 0) {
        bytes.write((int) (rest & (MORE - 1)) | MORE);
        rest >>>= BITS;
      }
      bytes.write((int) rest);
    }
  }

  static Sums decode(byte[] bytes) {
    Decoder decoder = new Decoder(bytes);
    Sums sums = new Sums();
    // An earlier version counted fewer things.
    long counts = decoder.number();
    for (int place = 0; place < counts; place++) {
      sums.add(Sums.Count.ALL.get(place), decoder.number());
    }
    int bucket = 0;
    while (decoder.place < bytes.length) {
      bucket += (int) decoder.number();
      sums.latencies().add(bucket, decoder.number());
    }
    return sums;
  }

  private static final class Decoder {
    private final byte[] bytes;
    private int place;

    Decoder(byte[] bytes) {
      this.bytes = bytes;
    }

    long number() {
      long value = 0;
      int shift = 0;
      do {
        value |= (long) (bytes[place] & (MORE - 1)) << shift;
        shift += BITS;
      } while (bytes[place++] < 0);
      return value;
    }
  }
}
