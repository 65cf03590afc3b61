package dev.spoor.store.sqlite;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings payloads back as they were written, or says where they are damaged. */
final class PayloadReader {
  private final PayloadRows rows;
  private final PayloadDictionaries dictionaries;
  private final PayloadPress press;

  PayloadReader(PayloadRows rows, PayloadDictionaries dictionaries, PayloadPress press) {
    this.rows = rows;
    this.dictionaries = dictionaries;
    this.press = press;
  }

  /**
   * The payload's bytes.
   *
   * @return null when it was pruned
   * @throws DamagedPayload when they are not what was written
   */
  byte @Nullable [] read(long id) throws SQLException, DamagedPayload {
    StoredPayload row = rows.find(id);
    if (row == null) {
      throw new DamagedPayload(id, "it is missing");
    }
    return read(row);
  }

  /** As {@link #read(long)}, of a row that is known. */
  byte @Nullable [] read(StoredPayload row) throws SQLException, DamagedPayload {
    if (row.encoding() == PayloadEncoding.PRUNED) {
      return null;
    }
    byte[] raw;
    try {
      raw = rope().whole(row);
    } catch (DamagedPayload e) {
      throw located(row.id(), e);
    }
    if (!row.standsFor(raw)) {
      throw located(row.id(), new DamagedPayload(row.id(), "its checksum does not match"));
    }
    return raw;
  }

  private PayloadRope rope() {
    return new PayloadRope(rows, dictionaries, press);
  }

  /** The part that the run's earlier payloads did not have; empty in an exact repeat. */
  static ByteRange fresh(StoredPayload row) throws DamagedPayload {
    return switch (row.encoding()) {
      case RAW, ZSTD -> new ByteRange(0, row.rawBytes());
      case SAME, PRUNED -> new ByteRange(0, 0);
      case PACKED -> {
        SharedEnds shared = PackedPayload.of(row).shared();
        yield new ByteRange(shared.prefix(), row.rawBytes() - shared.suffix());
      }
    };
  }

  /** The damage, named where it begins: at a payload that is wrong although its sources are not. */
  private DamagedPayload located(long id, DamagedPayload found) throws SQLException {
    return located(id, found, new HashSet<>());
  }

  private DamagedPayload located(long id, DamagedPayload found, Set<Long> seen)
      throws SQLException {
    StoredPayload row = rows.find(id);
    if (row == null || !seen.add(id)) {
      return found;
    }
    for (long source : sources(row)) {
      if (rows.find(source) == null) {
        return new DamagedPayload(id, "what it was made from is missing");
      }
      DamagedPayload below = damage(source);
      if (below != null) {
        return located(source, below, seen);
      }
    }
    return found.payload() == id ? found : new DamagedPayload(id, "its checksum does not match");
  }

  private @Nullable DamagedPayload damage(long id) throws SQLException {
    StoredPayload row = rows.find(id);
    if (row == null) {
      return new DamagedPayload(id, "it is missing");
    }
    try {
      return row.standsFor(rope().whole(row))
          ? null
          : new DamagedPayload(id, "its checksum does not match");
    } catch (DamagedPayload e) {
      return e;
    }
  }

  /** The payloads that this one was made from; empty when its data does not tell. */
  static Set<Long> sources(StoredPayload row) {
    Set<Long> sources = new HashSet<>();
    if (row.base() != null) {
      sources.add(row.base());
    }
    if (row.encoding() == PayloadEncoding.PACKED) {
      sources.addAll(packedSources(row));
    }
    return sources;
  }

  private static List<Long> packedSources(StoredPayload row) {
    try {
      return PackedPayload.of(row).sources();
    } catch (DamagedPayload e) {
      return List.of();
    }
  }
}
