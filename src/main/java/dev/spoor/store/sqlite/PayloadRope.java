package dev.spoor.store.sqlite;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.spoor.model.Payload;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One read of a payload. Its bytes are looked for in the rows that it was made from, from the
 * newest to the oldest; only middles are decompressed, each once, and no row in between is built.
 */
final class PayloadRope {
  /** Far more than one payload ever rests upon; a damaged row may name itself. */
  private static final int DEEPEST = 1_000;

  private final PayloadRows rows;
  private final PayloadDictionaries dictionaries;
  private final PayloadPress press;
  private final Map<Long, Piece> pieces = new HashMap<>();
  private int depth;

  PayloadRope(PayloadRows rows, PayloadDictionaries dictionaries, PayloadPress press) {
    this.rows = rows;
    this.dictionaries = dictionaries;
    this.press = press;
  }

  /** A row that is needed. */
  private static final class Piece {
    private final StoredPayload row;
    private final @Nullable PackedPayload packed;
    private byte @Nullable [] bytes;

    Piece(StoredPayload row) throws DamagedPayload {
      if (row.rawBytes() < 0) {
        throw new DamagedPayload(row.id(), "its size is below zero");
      }
      this.row = row;
      this.packed = row.encoding() == PayloadEncoding.PACKED ? PackedPayload.of(row) : null;
    }

    DamagedPayload damaged(String how) {
      return new DamagedPayload(row.id(), how);
    }

    long base() throws DamagedPayload {
      Long base = row.base();
      if (base == null) {
        throw damaged("it lacks its base");
      }
      return base;
    }
  }

  /** All bytes of the payload, not yet compared with its checksum. */
  byte[] whole(StoredPayload row) throws SQLException, DamagedPayload {
    Piece piece = pieces.get(row.id());
    if (piece == null) {
      piece = new Piece(row);
      pieces.put(row.id(), piece);
    }
    byte[] raw = new byte[row.rawBytes()];
    copy(piece, 0, raw.length, raw, 0);
    return raw;
  }

  private Piece piece(long id, Piece user) throws SQLException, DamagedPayload {
    Piece known = pieces.get(id);
    if (known != null) {
      return known;
    }
    StoredPayload row = rows.find(id);
    if (row == null) {
      throw user.damaged("payload " + id + ", which it was made from, is missing");
    }
    Piece piece = new Piece(row);
    pieces.put(id, piece);
    return piece;
  }

  /** Copies the piece's bytes in a range to a place in the target. */
  private void copy(Piece piece, int from, int to, byte[] target, int at)
      throws SQLException, DamagedPayload {
    if (from >= to) {
      return;
    }
    if (to > piece.row.rawBytes()) {
      throw piece.damaged("it is shorter than what was made from it");
    }
    if (depth == DEEPEST) {
      throw piece.damaged("what it was made from does not end");
    }
    depth++;
    copyParts(piece, from, to, target, at);
    depth--;
  }

  private void copyParts(Piece piece, int from, int to, byte[] target, int at)
      throws SQLException, DamagedPayload {
    PackedPayload packed = piece.packed;
    if (packed != null) {
      copyPacked(piece, packed, from, to, target, at);
      return;
    }
    switch (piece.row.encoding()) {
      case SAME -> copy(piece(piece.base(), piece), from, to, target, at);
      case PRUNED -> throw piece.damaged("it was pruned, but others were made from it");
      default -> copy(bytes(piece), from, to, target, at, piece);
    }
  }

  private void copyPacked(
      Piece piece, PackedPayload packed, int from, int to, byte[] target, int at)
      throws SQLException, DamagedPayload {
    int first = piece.row.base() == null ? 0 : packed.shared().prefix();
    int last = piece.row.rawBytes() - (piece.row.base() == null ? 0 : packed.shared().suffix());
    if (from < first) {
      copy(piece(piece.base(), piece), from, Math.min(to, first), target, at);
    }
    int middleFrom = Math.max(from, first);
    int middleTo = Math.min(to, last);
    if (middleFrom < middleTo) {
      byte[] middle = middle(piece, packed, last - first);
      copy(middle, middleFrom - first, middleTo - first, target, at + middleFrom - from, piece);
    }
    if (to > last) {
      Piece base = piece(piece.base(), piece);
      int behind = base.row.rawBytes() - piece.row.rawBytes();
      int lastFrom = Math.max(from, last);
      if (lastFrom + behind < 0) {
        throw base.damaged("it is shorter than what was made from it");
      }
      copy(base, lastFrom + behind, to + behind, target, at + lastFrom - from);
    }
  }

  private static void copy(byte[] source, int from, int to, byte[] target, int at, Piece piece)
      throws DamagedPayload {
    if (to > source.length) {
      throw piece.damaged(source.length + " bytes instead of " + to);
    }
    System.arraycopy(source, from, target, at, to - from);
  }

  private static byte[] bytes(Piece piece) throws DamagedPayload {
    byte[] bytes = piece.bytes;
    if (bytes == null) {
      bytes = piece.row.data();
      if (piece.row.encoding() == PayloadEncoding.ZSTD) {
        bytes = unframed(piece, bytes);
      }
      piece.bytes = bytes;
    }
    return bytes;
  }

  private static byte[] unframed(Piece piece, byte[] frame) throws DamagedPayload {
    try {
      return Zstd.decompress(frame, piece.row.rawBytes());
    } catch (ZstdException e) {
      throw piece.damaged("zstd: " + e.getMessage());
    }
  }

  private byte[] middle(Piece piece, PackedPayload packed, int length)
      throws SQLException, DamagedPayload {
    if (piece.bytes != null) {
      return piece.bytes;
    }
    byte[] middle;
    if (packed.dictionary() == 0 && !packed.isBeside()) {
      ByteSlice stored = packed.middle();
      middle = Arrays.copyOfRange(stored.array(), stored.from(), stored.array().length);
    } else {
      middle = decompress(piece, packed, length);
    }
    piece.bytes = middle;
    return middle;
  }

  private byte[] decompress(Piece piece, PackedPayload packed, int length)
      throws SQLException, DamagedPayload {
    try {
      if (packed.isBeside()) {
        return press.decompressBeside(beside(piece, packed), packed.middle(), length);
      }
      PayloadDictionary dictionary = dictionaries.find(packed.dictionary());
      if (dictionary == null) {
        throw piece.damaged("payload dictionary " + packed.dictionary() + " is damaged or missing");
      }
      return press.decompress(dictionary, packed.middle(), length);
    } catch (ZstdException e) {
      throw piece.damaged("zstd: " + e.getMessage());
    }
  }

  /** What the middle was compressed beside. */
  private List<byte[]> beside(Piece piece, PackedPayload packed)
      throws SQLException, DamagedPayload {
    List<byte[]> beside = new ArrayList<>();
    for (long id : packed.sources()) {
      Piece source = piece(id, piece);
      byte[] bytes = whole(source.row);
      beside.add(source.row.form() == Payload.Form.TEXT ? JsonEscape.of(bytes) : bytes);
    }
    if (packed.besideReplaced()) {
      Piece base = piece(piece.base(), piece);
      int from = packed.shared().prefix();
      int to = base.row.rawBytes() - packed.shared().suffix();
      byte[] replaced = new byte[Math.max(0, to - from)];
      copy(base, from, to, replaced, 0);
      beside.add(replaced);
    }
    return beside;
  }
}
