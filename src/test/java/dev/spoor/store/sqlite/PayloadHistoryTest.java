package dev.spoor.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Payload;
import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.store.SpanReader.Payloads;
import dev.spoor.store.Store;
import dev.spoor.store.StoreException;
import dev.spoor.store.kit.Runs;
import dev.spoor.store.sqlite.PayloadHistory.Key;
import dev.spoor.store.sqlite.PayloadRows.Side;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories of runs whose payloads are made from each other: whatever happened, each reads
 * as it was written last, or is said to be damaged.
 */
class PayloadHistoryTest {
  private static final int STEPS = 250;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void randomHistory_readsAsItWasWritten(int seed) throws SQLException {
    try (PayloadHistory history = new PayloadHistory(folder, seed)) {
      for (int step = 1; step <= STEPS; step++) {
        history.step();
        if (step % 25 == 0) {
          check(history);
        }
      }
    }
  }

  private static void check(PayloadHistory history) {
    for (long run = 1; run <= PayloadHistory.RUNS; run++) {
      for (Span span : history.store().reader().spans(Runs.id(run), Payloads.WHOLE)) {
        long number = span.sequence();
        check(history, new Key(run, number, Side.INPUT), span.input(), span.inputBytes());
        check(history, new Key(run, number, Side.OUTPUT), span.output(), span.outputBytes());
      }
    }
  }

  private static void check(PayloadHistory history, Key key, @Nullable Payload read, long size) {
    Payload wanted = history.expected().get(key);
    assertEquals(wanted, read, key::toString);
    if (wanted != null) {
      assertEquals(wanted.bytes().length, size, key::toString);
    } else {
      assertEquals(history.expected().containsKey(key), size >= 0, key::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 12, 13, 14})
  void flippedBytes_damageOnlyWhatIsMadeFromThem(int seed) throws SQLException {
    Random random = new Random(seed);
    try (PayloadHistory history = new PayloadHistory(folder, seed)) {
      for (int step = 0; step < STEPS; step++) {
        history.step();
      }
      Map<Key, Long> rows = new HashMap<>();
      try (SqliteConnection connection = SqliteConnection.open(history.file())) {
        for (Key key : history.expected().keySet()) {
          rows.put(key, PayloadHistory.payload(connection, key));
        }
        List<Long> ids = new ArrayList<>(rows.values());
        int found = 0;
        for (int round = 0; round < 12; round++) {
          long flipped = ids.get(random.nextInt(ids.size()));
          Map<Long, Set<Long>> sources = sources(connection, rows);
          byte[] before = flip(connection, flipped, random);
          if (before.length > 0) {
            found += checkDamage(history, rows, flipped, sources);
            store(connection, flipped, before);
          }
        }
        assertTrue(found > 0, "no flip did any harm");
        check(history);
      }
    }
  }

  /** Everything each payload is made from, itself included. */
  private static Map<Long, Set<Long>> sources(SqliteConnection connection, Map<Key, Long> rows)
      throws SQLException {
    PayloadRows payloads = new PayloadRows(connection);
    Map<Long, Set<Long>> sources = new HashMap<>();
    for (long id : rows.values()) {
      Set<Long> all = new HashSet<>();
      List<Long> open = new ArrayList<>(List.of(id));
      while (!open.isEmpty()) {
        long next = open.remove(open.size() - 1);
        if (all.add(next)) {
          open.addAll(PayloadReader.sources(Objects.requireNonNull(payloads.find(next))));
        }
      }
      sources.put(id, all);
    }
    return sources;
  }

  /** Flips a few bits of a row's data; the data as it was. */
  private static byte[] flip(SqliteConnection connection, long id, Random random)
      throws SQLException {
    byte[] before = Objects.requireNonNull(new PayloadRows(connection).find(id)).data();
    byte[] damaged = before.clone();
    for (int i = 0; i < 3 && damaged.length > 0; i++) {
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
    }
    store(connection, id, damaged);
    return before;
  }

  private static void store(SqliteConnection connection, long id, byte[] data) throws SQLException {
    StoredPayload row = Objects.requireNonNull(new PayloadRows(connection).find(id));
    new PayloadRows(connection).put(row.as(row.encoding(), row.base(), data));
  }

  /** How many payloads could not be read. */
  private static int checkDamage(
      PayloadHistory history, Map<Key, Long> rows, long flipped, Map<Long, Set<Long>> sources) {
    Store store = history.store();
    int damaged = 0;
    for (Map.Entry<Key, Long> each : rows.entrySet()) {
      Key key = each.getKey();
      Set<Long> needed = Objects.requireNonNull(sources.get(each.getValue()));
      try {
        Span span = store.reader().span(Runs.id(key.run()), SpanId.of(key.span())).orElseThrow();
        Payload read = key.side() == Side.INPUT ? span.input() : span.output();
        assertEquals(history.expected().get(key), read, key::toString);
      } catch (StoreException e) {
        damaged++;
        String message = Objects.requireNonNull(e.getMessage());
        // Both payloads of a span are read together.
        boolean otherSide =
            sources.entrySet().stream()
                .anyMatch(
                    row ->
                        row.getKey() / 2 == each.getValue() / 2
                            && row.getValue().contains(flipped));
        assertTrue(needed.contains(flipped) || otherSide, message);
        assertTrue(message.contains("damaged"), message);
        assertTrue(message.contains("span " + spanOf(rows, flipped)), message);
      }
    }
    return damaged;
  }

  private static SpanId spanOf(Map<Key, Long> rows, long payload) {
    for (Map.Entry<Key, Long> each : rows.entrySet()) {
      if (each.getValue() == payload) {
        return SpanId.of(each.getKey().span());
      }
    }
    throw new AssertionError("no payload " + payload);
  }
}
