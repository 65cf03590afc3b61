package dev.spoor.store.sqlite;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The data of a {@link PayloadEncoding#PACKED} payload: what its front and back share with another,
 * and the middle between them. Numbers are written seven bits a byte, the lowest first.
 *
 * @param dictionary the dictionary of the middle; 0 when it was compressed beside other texts, or
 *     is as it is
 * @param besideReplaced whether the middle was compressed beside the part of the base in whose
 *     place it stands
 * @param sources payloads beside which the middle was compressed
 * @param shared what the payload shares with its base; without a base, what it shares with an
 *     earlier payload all the same, although it is stored whole
 * @param chain how many payloads it is made from, one from the other
 * @param middle the end of {@code data}
 */
record PackedPayload(
    long dictionary,
    boolean besideReplaced,
    List<Long> sources,
    SharedEnds shared,
    int chain,
    ByteSlice middle) {

  /** Whether the middle was compressed beside other texts. */
  boolean isBeside() {
    return besideReplaced || !sources.isEmpty();
  }

  byte[] data(long id) {
    ByteArrayOutputStream data = new ByteArrayOutputStream(middle.length() + 16);
    number(data, (dictionary << 1) | (besideReplaced ? 1 : 0));
    number(data, sources.size());
    for (long source : sources) {
      long distance = id - source;
      number(data, (distance << 1) ^ (distance >> 63));
    }
    number(data, shared.prefix());
    number(data, shared.suffix());
    number(data, chain);
    data.write(middle.array(), middle.from(), middle.length());
    return data.toByteArray();
  }

  private static void number(ByteArrayOutputStream data, long number) {
    long rest = number;
    while (rest >>> 7 != 0) {
      data.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    data.write((int) rest);
  }

  static PackedPayload of(StoredPayload row) throws DamagedPayload {
    Cursor cursor = new Cursor(row);
    long first = cursor.number();
    int count = cursor.size();
    List<Long> sources = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long zigzag = cursor.number();
      sources.add(row.id() - ((zigzag >>> 1) ^ -(zigzag & 1)));
    }
    SharedEnds shared = new SharedEnds(cursor.size(), cursor.size());
    if ((long) shared.prefix() + shared.suffix() > row.rawBytes()) {
      throw new DamagedPayload(row.id(), "its parts are longer than the whole");
    }
    int chain = (int) cursor.number();
    ByteSlice middle = new ByteSlice(row.data(), cursor.at);
    return new PackedPayload(first >>> 1, (first & 1) == 1, sources, shared, chain, middle);
  }

  private static final class Cursor {
    private static final int MOST_BITS = 63;

    private final StoredPayload row;
    private int at;

    Cursor(StoredPayload row) {
      this.row = row;
    }

    long number() throws DamagedPayload {
      long number = 0;
      for (int shift = 0; shift < MOST_BITS && at < row.data().length; shift += 7) {
        byte next = row.data()[at++];
        number |= (next & 0x7FL) << shift;
        if (next >= 0) {
          return number;
        }
      }
      throw new DamagedPayload(row.id(), "its head does not end");
    }

    int size() throws DamagedPayload {
      long size = number();
      if (size > row.rawBytes()) {
        throw new DamagedPayload(row.id(), "a part is longer than the whole");
      }
      return (int) size;
    }
  }
}
