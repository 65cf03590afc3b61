package dev.spoor.store.sqlite;

import dev.spoor.model.Payload;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.store.sqlite.PayloadRows.Side;
import dev.spoor.store.sqlite.PayloadWriter.Owner;
import dev.spoor.store.sqlite.RunPayloads.Known;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides from what a payload is made. A model's input: from the last one of its lane, its new
 * middle compressed beside what was answered since. A tool's input: beside the model's answer that
 * asked for it. What stands for itself: with a dictionary.
 */
final class PayloadEncoder {
  /** So many inputs in a row are made from each other; the next one stands for itself. */
  static final int LONGEST_CHAIN = 64;

  /** Less in common is not worth a base. */
  private static final int LEAST_SHARED_BYTES = 1_024;

  private static final int SMALLEST_REPEAT_BYTES = 32;
  private static final int LEAST_REPLACED_BYTES = 16;

  /** What is compressed beside is read again whenever the payload is. */
  private static final int MOST_BESIDE_BYTES = 512 << 10;

  private final PayloadRows rows;
  private final PayloadReader reader;
  private final PayloadDictionaries dictionaries;
  private final PayloadPress press;

  PayloadEncoder(
      PayloadRows rows,
      PayloadReader reader,
      PayloadDictionaries dictionaries,
      PayloadPress press) {
    this.rows = rows;
    this.reader = reader;
    this.dictionaries = dictionaries;
    this.press = press;
  }

  /** Another payload and its bytes. */
  private record Text(long id, Payload.Form form, ByteSlice bytes) {
    byte[] array() {
      return bytes.array();
    }
  }

  /** What a payload may be made from. */
  private record Base(Text text, SharedEnds shared) {
    /** Whether it comes back nearly whole, so that it is the same conversation. */
    boolean isContinued() {
      return shared.bytes() >= text.bytes.length() / 10 * 9;
    }
  }

  /**
   * The payload as it is to be stored.
   *
   * @param whole as it is
   */
  StoredPayload encode(StoredPayload whole, Owner owner, RunPayloads known) throws SQLException {
    StoredPayload repeat = repeat(whole, known);
    if (repeat != null) {
      return repeat;
    }
    boolean input = Side.of(whole.id()) == Side.INPUT;
    if (input && owner.kind() == SpanKind.LLM) {
      return modelInput(whole, owner.lane(), known);
    }
    return pack(whole, null, SharedEnds.NONE, input ? asking(owner.lane(), known) : List.of());
  }

  private @Nullable StoredPayload repeat(StoredPayload whole, RunPayloads known)
      throws SQLException {
    if (whole.rawBytes() < SMALLEST_REPEAT_BYTES) {
      return null;
    }
    ReusablePayload candidate = known.repeated(whole.rawBytes(), whole.crc32c());
    if (candidate == null || candidate.id() == whole.id()) {
      return null;
    }
    byte[] raw = bytes(new Known(candidate, null));
    return raw != null && Arrays.equals(raw, whole.data())
        ? whole.as(PayloadEncoding.SAME, candidate.id(), new byte[0])
        : null;
  }

  private StoredPayload modelInput(StoredPayload whole, @Nullable SpanId lane, RunPayloads known)
      throws SQLException {
    Base base = base(whole.data(), known.inputs(lane));
    if (base == null) {
      return pack(whole, null, SharedEnds.NONE, List.of());
    }
    if (base.isContinued()) {
      known.leave(base.text.id());
    }
    if (chain(base.text.id()) >= LONGEST_CHAIN - 1) {
      return pack(whole, null, base.shared, List.of());
    }
    List<Known> since =
        known.answers(lane).stream()
            .filter(answer -> answer.payload().id() > base.text.id())
            .toList();
    return pack(whole, base.text, base.shared, texts(since));
  }

  /** The one that shares most; the first that comes back nearly whole is taken at once. */
  private @Nullable Base base(byte[] raw, List<Known> candidates) throws SQLException {
    Base best = null;
    for (Known candidate : candidates) {
      byte[] bytes = bytes(candidate);
      if (bytes == null) {
        continue;
      }
      Base base = new Base(text(candidate.payload(), bytes), SharedEnds.of(bytes, raw));
      if (best == null || base.shared.bytes() > best.shared.bytes()) {
        best = base;
      }
      if (base.isContinued()) {
        break;
      }
    }
    return best != null && best.shared.bytes() >= Math.min(LEAST_SHARED_BYTES, raw.length / 2)
        ? best
        : null;
  }

  /** How many payloads this one is made from, one from the other. */
  private int chain(long id) throws SQLException {
    StoredPayload row = rows.find(id);
    if (row == null || row.base() == null) {
      return 0;
    }
    PackedPayload packed = packed(row);
    return packed == null ? 1 + chain(row.base()) : packed.chain();
  }

  /** The last answer of the lane's model. */
  private List<Text> asking(@Nullable SpanId lane, RunPayloads known) throws SQLException {
    List<Known> models =
        known.answers(lane).stream()
            .filter(answer -> answer.payload().kind() == SpanKind.LLM)
            .toList();
    return models.isEmpty() ? List.of() : texts(List.of(models.get(models.size() - 1)));
  }

  /** Those that can be had, as many of the last ones as are worth it. */
  private List<Text> texts(List<Known> answers) throws SQLException {
    List<Text> texts = new ArrayList<>();
    int length = 0;
    for (int i = answers.size() - 1; i >= 0; i--) {
      Known answer = answers.get(i);
      length += answer.payload().rawBytes();
      if (length > MOST_BESIDE_BYTES) {
        break;
      }
      byte[] bytes = bytes(answer);
      if (bytes != null) {
        texts.add(0, text(answer.payload(), bytes));
      }
    }
    return texts;
  }

  private static Text text(ReusablePayload payload, byte[] bytes) {
    return new Text(payload.id(), payload.form(), ByteSlice.of(bytes));
  }

  /** The bytes of a payload that is remembered; null when the file has it no more. */
  private byte @Nullable [] bytes(Known known) throws SQLException {
    ReusablePayload payload = known.payload();
    if (!rows.isStill(payload.id(), payload.rawBytes(), payload.crc32c())) {
      return null;
    }
    if (known.bytes() == null) {
      byte[] read = read(payload.id());
      if (read != null) {
        known.bytes(read);
      }
    }
    return known.bytes();
  }

  private byte @Nullable [] read(long id) throws SQLException {
    try {
      return reader.read(id);
    } catch (DamagedPayload e) {
      return null;
    }
  }

  /**
   * The payload as it is to be stored when some of what it was made from goes.
   *
   * @param raw its bytes
   */
  StoredPayload without(Set<Long> going, StoredPayload row, byte[] raw) throws SQLException {
    StoredPayload whole = row.as(PayloadEncoding.RAW, null, raw);
    PackedPayload packed = packed(row);
    List<Text> kept = new ArrayList<>();
    if (packed != null) {
      for (long source : packed.sources()) {
        if (!going.contains(source)) {
          addStored(kept, source);
        }
      }
    }
    StoredPayload base = heir(row, going);
    byte[] baseBytes = base == null ? null : read(base.id());
    if (base == null || baseBytes == null) {
      return pack(whole, null, packed == null ? SharedEnds.NONE : packed.shared(), kept);
    }
    Text text = new Text(base.id(), base.form(), ByteSlice.of(baseBytes));
    return pack(whole, text, SharedEnds.of(baseBytes, raw), kept);
  }

  private void addStored(List<Text> texts, long id) throws SQLException {
    StoredPayload row = rows.find(id);
    byte[] bytes = row == null ? null : read(id);
    if (row != null && bytes != null) {
      texts.add(new Text(id, row.form(), ByteSlice.of(bytes)));
    }
  }

  private static @Nullable PackedPayload packed(StoredPayload row) {
    try {
      return row.encoding() == PayloadEncoding.PACKED ? PackedPayload.of(row) : null;
    } catch (DamagedPayload e) {
      return null;
    }
  }

  /** The first in the line of bases that stays. */
  private @Nullable StoredPayload heir(StoredPayload row, Set<Long> going) throws SQLException {
    StoredPayload heir = row;
    do {
      heir = heir.base() == null ? null : rows.find(heir.base());
    } while (heir != null && going.contains(heir.id()));
    return heir;
  }

  /** The smallest form of the payload that can be made from these. */
  private StoredPayload pack(
      StoredPayload whole, @Nullable Text base, SharedEnds shared, List<Text> sources)
      throws SQLException {
    byte[] raw = whole.data();
    byte[] middle =
        base == null ? raw : Arrays.copyOfRange(raw, shared.prefix(), raw.length - shared.suffix());
    byte[] replaced = base == null ? new byte[0] : replaced(base.array(), shared);
    List<byte[]> beside = new ArrayList<>();
    for (Text source : sources) {
      beside.add(source.form == Payload.Form.TEXT ? JsonEscape.of(source.array()) : source.array());
    }
    if (replaced.length > 0) {
      beside.add(replaced);
    }
    PayloadDictionary dictionary = beside.isEmpty() ? dictionaries.trained() : null;
    byte[] pressed = middle;
    if (middle.length > 0) {
      pressed =
          dictionary == null
              ? press.compressBeside(beside, middle)
              : press.compress(dictionary, middle);
    }
    boolean smaller = pressed.length < middle.length;
    PackedPayload packed =
        new PackedPayload(
            smaller && dictionary != null ? dictionary.id() : 0,
            smaller && replaced.length > 0,
            smaller ? sources.stream().map(Text::id).toList() : List.of(),
            shared,
            base == null ? 0 : 1 + chain(base.id),
            ByteSlice.of(smaller ? pressed : middle));
    byte[] data = packed.data(whole.id());
    boolean worth = data.length < raw.length || shared.bytes() >= LEAST_SHARED_BYTES;
    return worth
        ? whole.as(PayloadEncoding.PACKED, base == null ? null : (Long) base.id, data)
        : whole;
  }

  /** The part of the base in whose place the middle stands; empty when it is not worth it. */
  private static byte[] replaced(byte[] base, SharedEnds shared) {
    int length = base.length - shared.bytes();
    return length >= LEAST_REPLACED_BYTES && length <= MOST_BESIDE_BYTES
        ? Arrays.copyOfRange(base, shared.prefix(), base.length - shared.suffix())
        : new byte[0];
  }
}
