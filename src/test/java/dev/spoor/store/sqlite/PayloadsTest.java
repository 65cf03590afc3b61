package dev.spoor.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import dev.spoor.model.Payload;
import dev.spoor.model.SpanKind;
import dev.spoor.store.sqlite.PayloadRows.Side;
import dev.spoor.store.sqlite.PayloadWriter.Owner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How payloads of one run are stored. */
class PayloadsTest {
  private static final long RUN = 1;

  @TempDir Path folder;
  private SqliteConnection connection;
  private Payloads payloads;

  @BeforeEach
  void open() throws SQLException {
    connection = SqliteStore.connect(folder.resolve("spoor.db"), Durability.NORMAL);
    payloads = new Payloads(connection);
  }

  @AfterEach
  void close() throws SQLException {
    payloads.close();
    connection.close();
  }

  private static String words(int seed, int count) {
    Random random = new Random(seed);
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < count; i++) {
      words.append(Integer.toString(random.nextInt(1_000_000), 36)).append("é ");
    }
    return words.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private ByteRange put(long row, SpanKind kind, Side side, String text) throws SQLException {
    // The writer looks for a run's payloads through its spans.
    connection.script(
        "INSERT OR IGNORE INTO word (id, text) VALUES (1, 'x');"
            + "INSERT OR IGNORE INTO span (id, run, span_id, sequence, revision, kind, name, status,"
            + " started_at, redactions) VALUES (%1$d, 1, %1$d, %1$d, 1, %2$d, 1, 0, 0, 0)"
                .formatted(row, Codes.SPAN_KIND.code(kind)));
    Owner owner = new Owner(RUN, row, kind, null, false);
    return payloads.writer().put(owner, side, Payload.Form.TEXT, bytes(text));
  }

  private StoredPayload row(long id) throws SQLException {
    return Objects.requireNonNull(payloads.rows().find(id));
  }

  private void assertReads(String text, long row, Side side) throws Exception {
    assertEquals(Payload.text(text), payloads.read(side.id(row)));
  }

  /** The part that the run's payloads before it did not have. */
  private String fresh(long id) throws SQLException, DamagedPayload {
    StoredPayload row = payloads.rows().find(id);
    byte[] raw = row == null ? null : payloads.bytes(row);
    if (row == null || raw == null) {
      return "";
    }
    ByteRange fresh = PayloadReader.fresh(row);
    return new String(raw, fresh.from(), fresh.length(), StandardCharsets.UTF_8);
  }

  @Test
  void nextInput_isStoredAsWhatIsNew() throws Exception {
    String talk = words(1, 2_000);
    String answer = words(2, 300);
    put(1, SpanKind.LLM, Side.INPUT, "[" + talk + "]");
    put(1, SpanKind.LLM, Side.OUTPUT, answer);
    ByteRange fresh = put(2, SpanKind.LLM, Side.INPUT, "[" + talk + answer + "日本]");
    StoredPayload next = row(Side.INPUT.id(2));
    assertEquals(Side.INPUT.id(1), next.base());
    assertTrue(next.data().length < 60, () -> next.data().length + " bytes");
    assertReads("[" + talk + answer + "日本]", 2, Side.INPUT);
    assertEquals(bytes(answer + "日本").length, fresh.length());
    assertEquals(answer + "日本", fresh(Side.INPUT.id(2)));
  }

  @Test
  void keyframe_standsForItselfAndStillTellsWhatIsNew() throws Exception {
    StringBuilder talk = new StringBuilder(words(1, 500));
    int keyframes = 0;
    for (int turn = 1; turn <= 2 * PayloadEncoder.LONGEST_CHAIN + 1; turn++) {
      String said = "turn " + turn + " ";
      talk.append(said);
      put(turn, SpanKind.LLM, Side.INPUT, talk.toString());
      if (row(Side.INPUT.id(turn)).base() == null) {
        keyframes++;
        assertEquals(1, turn % PayloadEncoder.LONGEST_CHAIN);
      }
      assertEquals(turn == 1 ? talk.toString() : said, fresh(Side.INPUT.id(turn)));
      assertReads(talk.toString(), turn, Side.INPUT);
    }
    assertEquals(3, keyframes);
  }

  @Test
  void conversationsSideBySide_areEachContinuedThoughNobodyTellsLanes() throws Exception {
    StringBuilder[] talks = new StringBuilder[4];
    for (int talk = 0; talk < talks.length; talk++) {
      talks[talk] = new StringBuilder(words(9, 500) + words(talk, 500));
    }
    for (int turn = 0; turn < 20; turn++) {
      StringBuilder talk = talks[turn % talks.length].append("turn ").append(turn);
      put(turn + 1, SpanKind.LLM, Side.INPUT, talk.toString());
      if (turn >= talks.length) {
        assertEquals(Side.INPUT.id(turn + 1 - talks.length), row(Side.INPUT.id(turn + 1)).base());
      }
      assertReads(talk.toString(), turn + 1, Side.INPUT);
    }
  }

  @Test
  void repeat_isStoredOnce() throws Exception {
    String text = words(1, 200);
    put(1, SpanKind.TOOL, Side.OUTPUT, text);
    ByteRange fresh = put(2, SpanKind.TOOL, Side.OUTPUT, text);
    assertEquals(PayloadEncoding.SAME, row(Side.OUTPUT.id(2)).encoding());
    assertEquals(0, fresh.length());
    assertReads(text, 2, Side.OUTPUT);
    put(1, SpanKind.TOOL, Side.OUTPUT, "other");
    assertReads(text, 2, Side.OUTPUT);
  }

  @Test
  void sameBytesAgain_changeNothing() throws Exception {
    String text = words(1, 200);
    put(1, SpanKind.LLM, Side.INPUT, text);
    put(2, SpanKind.LLM, Side.INPUT, text + "more");
    byte[] before = row(Side.INPUT.id(2)).data();
    assertEquals(0, put(1, SpanKind.LLM, Side.INPUT, text).length());
    assertEquals(Side.INPUT.id(1), row(Side.INPUT.id(2)).base());
    assertArrayEquals(before, row(Side.INPUT.id(2)).data());
  }

  @Test
  void prunedPayload_leavesSizeAndHash() throws Exception {
    String talk = words(1, 2_000);
    for (int turn = 1; turn <= 4; turn++) {
      talk += "turn " + turn;
      put(turn, SpanKind.LLM, Side.INPUT, talk);
    }
    long pruned = Side.INPUT.id(2);
    byte[] raw = Objects.requireNonNull(payloads.bytes(pruned));
    payloads.writer().prune(RUN, Set.of(Side.INPUT.id(1), pruned));
    StoredPayload left = row(pruned);
    assertEquals(PayloadEncoding.PRUNED, left.encoding());
    assertEquals(raw.length, left.rawBytes());
    assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(raw), left.data());
    assertNull(payloads.read(pruned));
    assertEquals("", fresh(pruned));
    assertReads(talk, 4, Side.INPUT);
    assertReads(talk.substring(0, talk.length() - "turn 4".length()), 3, Side.INPUT);
    assertEquals(Side.INPUT.id(3), row(Side.INPUT.id(4)).base());
  }

  @Test
  void rowsOfEarlierSchemas_areRead() throws Exception {
    byte[] raw = bytes(words(3, 400));
    long id = Side.OUTPUT.id(9);
    for (PayloadEncoding encoding :
        new PayloadEncoding[] {PayloadEncoding.RAW, PayloadEncoding.ZSTD}) {
      byte[] data = encoding == PayloadEncoding.RAW ? raw : Zstd.compress(raw);
      connection.script("DELETE FROM payload");
      connection.script(
          "INSERT INTO payload (id, form, encoding, raw_bytes, crc32c, data) VALUES (%d,0,%d,%d,%d,x'%s')"
              .formatted(
                  id,
                  encoding.ordinal(),
                  raw.length,
                  StoredPayload.checksum(raw),
                  HexFormat.of().formatHex(data)));
      assertArrayEquals(raw, payloads.bytes(id));
    }
  }

  @Test
  void everyFlippedBit_isDetected() throws Exception {
    put(1, SpanKind.LLM, Side.INPUT, words(1, 60));
    put(2, SpanKind.LLM, Side.INPUT, words(1, 60) + "and more");
    StoredPayload row = row(Side.INPUT.id(2));
    int detected = 0;
    for (int bit = 0; bit < row.data().length * 8; bit++) {
      byte[] data = row.data().clone();
      data[bit / 8] ^= (byte) (1 << (bit % 8));
      payloads.rows().put(row.as(row.encoding(), row.base(), data));
      try {
        assertReads(words(1, 60) + "and more", 2, Side.INPUT);
      } catch (DamagedPayload e) {
        assertEquals(row.id(), e.payload());
        detected++;
      }
    }
    assertTrue(detected > row.data().length, detected + " of " + row.data().length * 8);
  }

  @Test
  void damagedBundledDictionary_isTakenFromTheProgram() throws Exception {
    put(1, SpanKind.LLM, Side.OUTPUT, words(1, 60));
    connection.script("UPDATE payload_dictionary SET data = x'00'");
    payloads.forget();
    assertReads(words(1, 60), 1, Side.OUTPUT);
    connection.script("DELETE FROM payload_dictionary");
    payloads.forget();
    DamagedPayload damaged =
        assertThrows(DamagedPayload.class, () -> payloads.read(Side.OUTPUT.id(1)));
    assertTrue(damaged.how().contains("payload dictionary 1"), damaged.how());
  }
}
