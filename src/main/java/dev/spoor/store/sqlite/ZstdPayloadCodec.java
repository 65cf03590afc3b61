package dev.spoor.store.sqlite;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.zip.CRC32C;

/** Each payload for itself: zstd where that is smaller, else as it is. */
final class ZstdPayloadCodec implements PayloadCodec {
  private static final int LEVEL = 3;

  /** A zstd frame of less is never smaller. */
  private static final int SMALLEST_WORTH_TRYING_BYTES = 48;

  private final ZstdCompressCtx compressor = new ZstdCompressCtx().setLevel(LEVEL);
  private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();

  @Override
  public Encoded encode(byte[] raw) {
    if (raw.length >= SMALLEST_WORTH_TRYING_BYTES) {
      byte[] compressed = compressor.compress(raw);
      if (compressed.length < raw.length) {
        return new Encoded(Encoding.ZSTD, raw.length, checksum(raw), compressed);
      }
    }
    return new Encoded(Encoding.RAW, raw.length, checksum(raw), raw);
  }

  @Override
  public byte[] decode(Encoded encoded) throws Damaged {
    byte[] raw =
        switch (encoded.encoding()) {
          case RAW -> encoded.data();
          case ZSTD -> decompress(encoded);
        };
    if (raw.length != encoded.rawBytes()) {
      throw new Damaged(raw.length + " bytes instead of " + encoded.rawBytes());
    }
    if (checksum(raw) != encoded.crc32c()) {
      throw new Damaged("its checksum does not match");
    }
    return raw;
  }

  private byte[] decompress(Encoded encoded) throws Damaged {
    try {
      return decompressor.decompress(encoded.data(), encoded.rawBytes());
    } catch (ZstdException e) {
      throw new Damaged("zstd: " + e.getMessage());
    }
  }

  private static long checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return crc.getValue();
  }

  @Override
  public void close() {
    compressor.close();
    decompressor.close();
  }
}
