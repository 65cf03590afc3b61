package dev.spoor.store.sqlite;

import dev.spoor.model.Payload;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A row of a payload. */
final class StoredPayload {
  private final long id;
  private final Payload.Form form;
  private final PayloadEncoding encoding;
  private final int rawBytes;
  private final long crc32c;
  private final @Nullable Long base;
  private final boolean reusable;
  private final byte[] data;

  /**
   * What is stored of a payload.
   *
   * @param rawBytes how many bytes it stands for
   * @param crc32c of those bytes
   * @param base the payload that this one was made from; null when it stands for itself
   * @param reusable whether others may be made from it
   * @param data from now on belongs to the row
   */
  StoredPayload(
      long id,
      Payload.Form form,
      PayloadEncoding encoding,
      int rawBytes,
      long crc32c,
      @Nullable Long base,
      boolean reusable,
      byte[] data) {
    this.id = id;
    this.form = form;
    this.encoding = encoding;
    this.rawBytes = rawBytes;
    this.crc32c = crc32c;
    this.base = base;
    this.reusable = reusable;
    this.data = data;
  }

  static long checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return crc.getValue();
  }

  /** The same payload, stored in another way. */
  StoredPayload as(PayloadEncoding other, @Nullable Long otherBase, byte[] otherData) {
    return new StoredPayload(id, form, other, rawBytes, crc32c, otherBase, reusable, otherData);
  }

  /** What is left when its bytes are taken out. */
  StoredPayload pruned(byte[] sha256) {
    return new StoredPayload(
        id, form, PayloadEncoding.PRUNED, rawBytes, crc32c, null, false, sha256);
  }

  /** Whether these are the bytes that it stands for, as far as size and checksum tell. */
  boolean standsFor(byte[] bytes) {
    return bytes.length == rawBytes && checksum(bytes) == crc32c;
  }

  long id() {
    return id;
  }

  Payload.Form form() {
    return form;
  }

  PayloadEncoding encoding() {
    return encoding;
  }

  int rawBytes() {
    return rawBytes;
  }

  long crc32c() {
    return crc32c;
  }

  @Nullable Long base() {
    return base;
  }

  boolean reusable() {
    return reusable;
  }

  byte[] data() {
    return data;
  }
}
