package dev.spoor.store.sqlite;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictContentType;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes bytes smaller by what is known beside them: a dictionary, or texts that they may repeat.
 * Beside such texts a dictionary saves nothing more, and would have to be loaded for each frame.
 * Frames are without zstd's magic number, size and checksum, which rows have themselves.
 */
final class PayloadPress implements AutoCloseable {
  static final int LEVEL = 6;

  private @Nullable ZstdCompressCtx compressor;
  private @Nullable ZstdDecompressCtx decompressor;

  byte[] compress(PayloadDictionary dictionary, byte[] middle) {
    return compressor().loadDict(dictionary.compressing(LEVEL)).compress(middle);
  }

  /** As {@link #compress}, by texts that the middle may repeat. */
  byte[] compressBeside(List<byte[]> beside, byte[] middle) {
    return compressor().loadDict(joined(beside), ZstdDictContentType.RAW_CONTENT).compress(middle);
  }

  private ZstdCompressCtx compressor() {
    if (compressor == null) {
      compressor =
          new ZstdCompressCtx()
              .setLevel(LEVEL)
              .setMagicless(true)
              .setContentSize(false)
              .setDictID(false);
    }
    return compressor;
  }

  /**
   * The bytes that were compressed.
   *
   * @throws ZstdException when these are not what {@link #compress} made
   */
  byte[] decompress(PayloadDictionary dictionary, ByteSlice middle, int rawBytes) {
    return decompress(decompressor().loadDict(dictionary.decompressing()), middle, rawBytes);
  }

  /**
   * The bytes that were compressed.
   *
   * @throws ZstdException when these are not what {@link #compressBeside} made
   */
  byte[] decompressBeside(List<byte[]> beside, ByteSlice middle, int rawBytes) {
    return decompress(
        decompressor().loadDict(joined(beside), ZstdDictContentType.RAW_CONTENT), middle, rawBytes);
  }

  private ZstdDecompressCtx decompressor() {
    if (decompressor == null) {
      decompressor = new ZstdDecompressCtx().setMagicless(true);
    }
    return decompressor;
  }

  private static byte[] decompress(ZstdDecompressCtx context, ByteSlice middle, int rawBytes) {
    byte[] raw = new byte[rawBytes];
    int length =
        context.decompressByteArray(
            raw, 0, rawBytes, middle.array(), middle.from(), middle.length());
    return length == rawBytes ? raw : Arrays.copyOf(raw, length);
  }

  private static byte[] joined(List<byte[]> beside) {
    if (beside.size() == 1) {
      return beside.get(0);
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    beside.forEach(joined::writeBytes);
    return joined.toByteArray();
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
