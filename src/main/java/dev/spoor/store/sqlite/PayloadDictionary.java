package dev.spoor.store.sqlite;

import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import org.jspecify.annotations.Nullable;

/** A trained zstd dictionary, ready to be used. */
final class PayloadDictionary implements AutoCloseable {
  private final long id;
  private final byte[] bytes;
  private @Nullable ZstdDictCompress compressing;
  private @Nullable ZstdDictDecompress decompressing;

  /** The dictionary with that number in its file. */
  PayloadDictionary(long id, byte[] bytes) {
    this.id = id;
    this.bytes = bytes;
  }

  long id() {
    return id;
  }

  byte[] bytes() {
    return bytes;
  }

  ZstdDictCompress compressing(int level) {
    if (compressing == null) {
      compressing = new ZstdDictCompress(bytes, level);
    }
    return compressing;
  }

  ZstdDictDecompress decompressing() {
    if (decompressing == null) {
      decompressing = new ZstdDictDecompress(bytes);
    }
    return decompressing;
  }

  @Override
  public void close() {
    if (compressing != null) {
      compressing.close();
    }
    if (decompressing != null) {
      decompressing.close();
    }
  }
}
