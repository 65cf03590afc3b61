package dev.spoor.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.store.sqlite.PayloadCodec.Damaged;
import dev.spoor.store.sqlite.PayloadCodec.Encoded;
import dev.spoor.store.sqlite.PayloadCodec.Encoding;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ZstdPayloadCodecTest {
  private final PayloadCodec codec = new ZstdPayloadCodec();

  @AfterEach
  void closeCodec() {
    codec.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Encoded assertComesBack(byte[] raw) throws Damaged {
    Encoded encoded = codec.encode(raw);
    assertEquals(raw.length, encoded.rawBytes());
    assertArrayEquals(raw, codec.decode(encoded));
    return encoded;
  }

  @Test
  void repetitiveBytes_areCompressed() throws Damaged {
    Encoded encoded = assertComesBack(bytes("the same again, ".repeat(1_000)));
    assertEquals(Encoding.ZSTD, encoded.encoding());
    assertTrue(encoded.data().length < 200);
  }

  @Test
  void smallOrRandomBytes_areKeptAsTheyAre() throws Damaged {
    byte[] noise = new byte[10_000];
    new Random(1).nextBytes(noise);
    for (byte[] raw : new byte[][] {{}, {0}, bytes("ok"), noise}) {
      Encoded encoded = assertComesBack(raw);
      assertEquals(Encoding.RAW, encoded.encoding());
      assertEquals(raw.length, encoded.data().length);
    }
  }

  @Test
  void everyFlippedBit_isDetected() {
    for (byte[] raw : new byte[][] {bytes("short text"), bytes("some words ".repeat(50))}) {
      Encoded encoded = codec.encode(raw);
      for (int bit = 0; bit < encoded.data().length * 8; bit++) {
        byte[] data = encoded.data().clone();
        data[bit / 8] ^= (byte) (1 << (bit % 8));
        Encoded flipped =
            new Encoded(encoded.encoding(), encoded.rawBytes(), encoded.crc32c(), data);
        try {
          assertArrayEquals(raw, codec.decode(flipped), "bit " + bit);
        } catch (Damaged e) {
          assertTrue(e.getMessage().length() > 0);
        }
      }
    }
  }

  @Test
  void wrongLength_isDetected() {
    Encoded encoded = codec.encode(bytes("some words ".repeat(50)));
    for (int length : new int[] {0, encoded.rawBytes() - 1, encoded.rawBytes() + 1}) {
      assertThrows(
          Damaged.class,
          () ->
              codec.decode(
                  new Encoded(encoded.encoding(), length, encoded.crc32c(), encoded.data())));
    }
  }
}
