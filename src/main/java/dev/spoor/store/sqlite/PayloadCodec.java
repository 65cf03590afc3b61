package dev.spoor.store.sqlite;

import dev.spoor.store.StoreException;
import java.nio.file.Path;

/** How the bytes of a payload are kept. Used by one thread at a time. */
interface PayloadCodec extends AutoCloseable {
  /** The bytes in a form that is no larger than they are. */
  Encoded encode(byte[] raw);

  /**
   * The bytes that were encoded.
   *
   * @throws Damaged when they are not what {@link #encode} was given
   */
  byte[] decode(Encoded encoded) throws Damaged;

  @Override
  void close();

  /** A payload as it lies in the file. */
  final class Encoded {
    private final Encoding encoding;
    private final int rawBytes;
    private final long crc32c;
    private final byte[] data;

    /**
     * What is stored of a payload.
     *
     * @param rawBytes how many bytes it stands for
     * @param crc32c of those bytes
     * @param data from now on belongs to the codec and the store
     */
    Encoded(Encoding encoding, int rawBytes, long crc32c, byte[] data) {
      this.encoding = encoding;
      this.rawBytes = rawBytes;
      this.crc32c = crc32c;
      this.data = data;
    }

    Encoding encoding() {
      return encoding;
    }

    int rawBytes() {
      return rawBytes;
    }

    long crc32c() {
      return crc32c;
    }

    byte[] data() {
      return data;
    }
  }

  /** The forms. The order is the storage code: add at the end only. */
  enum Encoding {
    RAW,
    ZSTD
  }

  /** What is stored is not what was written; the reader says which payload it is. */
  final class Damaged extends Exception {
    private static final long serialVersionUID = 1L;

    Damaged(String how) {
      super(how);
    }

    StoreException in(String payload, Path file) {
      return new StoreException(
          payload
              + " is damaged in "
              + file
              + " ("
              + getMessage()
              + "); restore a backup, or erase the run",
          false,
          this);
    }
  }
}
