package dev.spoor.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.spoor.model.Payload;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackedPayloadTest {
  private static final int RAW_BYTES = 2_000_000;

  private static StoredPayload row(long id, byte[] data) {
    return new StoredPayload(
        id, Payload.Form.TEXT, PayloadEncoding.PACKED, RAW_BYTES, 0, null, true, data);
  }

  @Test
  void head_comesBackWhateverItsNumbers() throws DamagedPayload {
    byte[] middle = {1, -2, 3};
    for (long id : new long[] {2, 1_000_001, 1L << 40}) {
      List<Long> sources = List.of(id - 1, id + 300, 1L);
      PackedPayload packed =
          new PackedPayload(
              7, true, sources, new SharedEnds(1_234_567, 128), 63, ByteSlice.of(middle));
      PackedPayload read = PackedPayload.of(row(id, packed.data(id)));
      assertEquals(7, read.dictionary());
      assertEquals(sources, read.sources());
      assertEquals(packed.shared(), read.shared());
      assertEquals(63, read.chain());
      ByteSlice slice = read.middle();
      assertArrayEquals(
          middle, Arrays.copyOfRange(slice.array(), slice.from(), slice.from() + slice.length()));
    }
  }

  @Test
  void headThatEndsTooSoon_isDamage() {
    PackedPayload packed =
        new PackedPayload(
            1, false, List.of(3L), new SharedEnds(300, 300), 1, ByteSlice.of(new byte[0]));
    byte[] data = packed.data(1_000);
    for (int length = 0; length < data.length; length++) {
      byte[] cut = Arrays.copyOf(data, length);
      assertThrows(DamagedPayload.class, () -> PackedPayload.of(row(1_000, cut)), "" + length);
    }
  }

  @Test
  void partsLongerThanTheWhole_areDamage() {
    PackedPayload packed =
        new PackedPayload(
            1, false, List.of(), new SharedEnds(RAW_BYTES, 1), 1, ByteSlice.of(new byte[0]));
    assertThrows(DamagedPayload.class, () -> PackedPayload.of(row(4, packed.data(4))));
  }
}
