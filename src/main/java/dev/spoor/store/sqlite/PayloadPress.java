package dev.spoor.store.sqlite;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes bytes smaller by what is known beside them: a dictionary, and texts that they may repeat.
 * Frames are without zstd's magic number, size and checksum, which rows have themselves.
 */
final class PayloadPress implements AutoCloseable {
  static final int LEVEL = 6;

  private @Nullable ZstdCompressCtx compressor;
  private @Nullable ZstdDecompressCtx decompressor;

  byte[] compress(PayloadDictionary dictionary, List<byte[]> beside, byte[] middle) {
    if (compressor == null) {
      compressor =
          new ZstdCompressCtx()
              .setLevel(LEVEL)
              .setMagicless(true)
              .setContentSize(false)
              .setDictID(false);
    }
    if (beside.isEmpty()) {
      compressor.loadDict(dictionary.compressing(LEVEL));
    } else {
      compressor.loadDict(joined(dictionary, beside));
    }
    return compressor.compress(middle);
  }

  /**
   * The bytes that were compressed.
   *
   * @throws ZstdException when these are not what {@link #compress} made
   */
  byte[] decompress(
      PayloadDictionary dictionary, List<byte[]> beside, ByteSlice middle, int rawBytes) {
    if (decompressor == null) {
      decompressor = new ZstdDecompressCtx().setMagicless(true);
    }
    if (beside.isEmpty()) {
      decompressor.loadDict(dictionary.decompressing());
    } else {
      decompressor.loadDict(joined(dictionary, beside));
    }
    byte[] raw = new byte[rawBytes];
    int length =
        decompressor.decompressByteArray(
            raw, 0, rawBytes, middle.array(), middle.from(), middle.length());
    return length == rawBytes ? raw : Arrays.copyOf(raw, length);
  }

  /** A dictionary's own text is its end, and may be longer than it was when trained. */
  private static byte[] joined(PayloadDictionary dictionary, List<byte[]> beside) {
    int length = dictionary.bytes().length;
    for (byte[] each : beside) {
      length += each.length;
    }
    byte[] joined = Arrays.copyOf(dictionary.bytes(), length);
    int at = dictionary.bytes().length;
    for (byte[] each : beside) {
      System.arraycopy(each, 0, joined, at, each.length);
      at += each.length;
    }
    return joined;
  }

  /** Lets go of the dictionaries that it used. It may be used again. */
  @Override
  public void close() {
    if (compressor != null) {
      compressor.close();
      compressor = null;
    }
    if (decompressor != null) {
      decompressor.close();
      decompressor = null;
    }
  }
}
