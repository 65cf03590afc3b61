package dev.spoor.store.sqlite;

import dev.spoor.model.Payload;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.store.sqlite.PayloadRows.Side;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stores payloads, each as what differs from earlier ones of its run, and keeps those readable that
 * were made from one that goes.
 */
final class PayloadWriter {
  private static final Set<SpanKind> CALLS =
      Set.of(SpanKind.LLM, SpanKind.TOOL, SpanKind.MCP, SpanKind.RETRIEVAL);

  private final PayloadRows rows;
  private final PayloadReader reader;
  private final PayloadMemory memory;
  private final PayloadEncoder encoder;

  PayloadWriter(
      PayloadRows rows, PayloadReader reader, PayloadMemory memory, PayloadEncoder encoder) {
    this.rows = rows;
    this.reader = reader;
    this.memory = memory;
    this.encoder = encoder;
  }

  /**
   * Whose payloads are written.
   *
   * @param run its row
   * @param row its own
   * @param running whether its output may still grow
   */
  record Owner(long run, long row, SpanKind kind, @Nullable SpanId lane, boolean running) {
    /** Whether the payload stays as it is and is likely to come back in others. */
    boolean isReusable(Side side) {
      return CALLS.contains(kind) && (side == Side.INPUT || !running);
    }
  }

  /** Stores the payload over what was there; the part of it that the run did not have. */
  ByteRange put(Owner owner, Side side, Payload.Form form, byte[] raw) throws SQLException {
    long id = side.id(owner.row());
    StoredPayload old = rows.find(id);
    if (old != null) {
      if (old.form() == form && isSame(old, raw)) {
        return new ByteRange(0, 0);
      }
      release(owner.run(), old);
      rows.remove(id);
    }
    boolean reusable = owner.isReusable(side);
    StoredPayload whole =
        new StoredPayload(
            id,
            form,
            PayloadEncoding.RAW,
            raw.length,
            StoredPayload.checksum(raw),
            null,
            reusable,
            raw);
    RunPayloads known = memory.of(owner.run());
    StoredPayload row = encoder.encode(whole, owner, known);
    rows.put(row);
    if (reusable) {
      known.add(
          new ReusablePayload(
              id, owner.kind(), owner.lane(), form, row.encoding(), raw.length, row.crc32c()),
          raw);
    }
    try {
      return PayloadReader.fresh(row);
    } catch (DamagedPayload e) {
      throw new IllegalStateException("a payload was packed wrongly", e);
    }
  }

  private boolean isSame(StoredPayload old, byte[] raw) throws SQLException {
    try {
      return old.standsFor(raw) && Arrays.equals(reader.read(old), raw);
    } catch (DamagedPayload e) {
      return false;
    }
  }

  /** Takes a payload out. */
  void remove(long run, long row, Side side) throws SQLException {
    StoredPayload old = rows.find(side.id(row));
    if (old != null) {
      release(run, old);
      rows.remove(old.id());
    }
  }

  /**
   * Takes the bytes of payloads out and leaves their size and their SHA-256. What cannot be read
   * any more, and what is gone, is left as it is.
   *
   * @param run the row of the run that all of them belong to
   * @return how many bytes of data there are less in the file
   */
  long prune(long run, Set<Long> payloads) throws SQLException {
    long before = 0;
    List<StoredPayload> pruned = new ArrayList<>();
    for (long id : payloads) {
      StoredPayload old = rows.find(id);
      byte[] raw = old == null ? null : readable(old);
      if (old != null && raw != null) {
        before += old.data().length;
        pruned.add(old.pruned(sha256(raw)));
      }
    }
    Set<Long> going = new HashSet<>();
    pruned.forEach(row -> going.add(row.id()));
    before += rebuild(run, going);
    for (StoredPayload row : pruned) {
      rows.put(row);
      before -= row.data().length;
    }
    return before;
  }

  private static byte[] sha256(byte[] raw) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(raw);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java lacks SHA-256", e);
    }
  }

  private void release(long run, StoredPayload old) throws SQLException {
    if (old.reusable()) {
      rebuild(run, Collections.singleton(old.id()));
    }
  }

  /**
   * Stores anew what was made from payloads that go, so that it needs them no more.
   *
   * @return how many bytes of data there are less
   */
  private long rebuild(long run, Set<Long> going) throws SQLException {
    memory.forget(run);
    long less = 0;
    for (StoredPayload row : rows.madeFromOthers(run)) {
      if (!going.contains(row.id()) && !Collections.disjoint(PayloadReader.sources(row), going)) {
        byte[] raw = readable(row);
        // What is damaged stays, and stays known as damaged.
        if (raw != null) {
          StoredPayload rebuilt = encoder.without(going, row, raw);
          rows.put(rebuilt);
          less += row.data().length - rebuilt.data().length;
        }
      }
    }
    return less;
  }

  private byte @Nullable [] readable(StoredPayload row) throws SQLException {
    try {
      return reader.read(row);
    } catch (DamagedPayload e) {
      return null;
    }
  }
}
