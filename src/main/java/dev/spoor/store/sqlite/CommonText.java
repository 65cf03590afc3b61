package dev.spoor.store.sqlite;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Finds the text that many runs have in common, as a system prompt or the definitions of tools.
 * Texts are cut where their own characters say so, therefore alike texts are cut alike.
 */
final class CommonText {
  /** Text of fewer runs is left out, so that it is gone when its runs are erased. */
  static final int FEWEST_RUNS = 3;

  private static final int SHORTEST_PIECE_BYTES = 24;
  private static final int CUT_MASK = 0x3F;
  private static final int HASH_FACTOR = 31;
  private static final int HASH_BYTES = 8;

  /** The factor to the power of {@link #HASH_BYTES}, in 32 bits. */
  private static final int HASH_LAST_FACTOR = -1_807_454_463;

  private final Map<Piece, Set<Long>> runs = new HashMap<>();
  private final List<byte[]> texts = new ArrayList<>();

  /** A piece by its length and two hashes; that two differ in spite of it does no harm. */
  private record Piece(int length, long crc32c, int hash) {}

  private record Cut(Piece piece, int from, int to) {}

  /** Adds a text of a run. */
  void add(long run, byte[] text) {
    texts.add(text);
    for (Cut cut : cuts(text)) {
      runs.computeIfAbsent(cut.piece, piece -> new HashSet<>()).add(run);
    }
  }

  private static List<Cut> cuts(byte[] text) {
    List<Cut> cuts = new ArrayList<>();
    int from = 0;
    int window = 0;
    for (int at = 0; at < text.length; at++) {
      window = window * HASH_FACTOR + text[at];
      if (at >= HASH_BYTES) {
        window -= text[at - HASH_BYTES] * HASH_LAST_FACTOR;
      }
      boolean end = at == text.length - 1;
      if (end || (at - from >= SHORTEST_PIECE_BYTES && ((window >>> 8) & CUT_MASK) == 0)) {
        cuts.add(new Cut(piece(text, from, at + 1), from, at + 1));
        from = at + 1;
      }
    }
    return cuts;
  }

  private static Piece piece(byte[] text, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(text, from, to - from);
    int hash = 0;
    for (int at = from; at < to; at++) {
      hash = hash * HASH_FACTOR + text[at];
    }
    return new Piece(to - from, crc.getValue(), hash);
  }

  /** The common pieces in the order in which they were met, each once, no more than so many. */
  byte[] common(int mostBytes) {
    ByteArrayOutputStream common = new ByteArrayOutputStream();
    Set<Piece> taken = new HashSet<>();
    for (byte[] text : texts) {
      for (Cut cut : cuts(text)) {
        boolean shared = runs.getOrDefault(cut.piece, Set.of()).size() >= FEWEST_RUNS;
        int length = cut.to - cut.from;
        if (shared && common.size() + length <= mostBytes && taken.add(cut.piece)) {
          common.write(text, cut.from, length);
        }
      }
    }
    return common.toByteArray();
  }
}
