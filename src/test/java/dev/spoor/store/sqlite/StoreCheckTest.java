package dev.spoor.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Flag;
import dev.spoor.model.Payload;
import dev.spoor.model.RunField;
import dev.spoor.model.RunFilter;
import dev.spoor.model.SearchPage;
import dev.spoor.model.SpanId;
import dev.spoor.model.Tags;
import dev.spoor.store.SpanReader.Payloads;
import dev.spoor.store.Store;
import dev.spoor.store.kit.Runs;
import dev.spoor.store.kit.Spans;
import dev.spoor.store.upkeep.Flaw;
import dev.spoor.store.upkeep.Flaw.Kind;
import dev.spoor.store.upkeep.Progress;
import dev.spoor.store.upkeep.Repair;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That each kind of flaw is found, named and repaired. */
class StoreCheckTest {
  @TempDir private Path folder;
  private Path file;
  private Store store;

  @BeforeEach
  void fill() {
    file = folder.resolve("spoor.db");
    store = SqliteStore.open(file, Durability.NORMAL);
    for (long run = 1; run <= 3; run++) {
      put(run);
    }
  }

  private void put(long run) {
    store
        .writer()
        .write(
            session -> {
              session.put(
                  Runs.make(run)
                      .with(RunField.TAGS, new Tags(List.of("slow", "tag " + run)))
                      .flags(Runs.flag("flag_" + run, Flag.State.OPEN))
                      .run());
              session.put(
                  Spans.withPayloads(run, 1, Payload.text("in " + run), Payload.text("out")));
              session.put(Spans.answer(run, 2, "model-" + run));
              session.put(Runs.score(run, "score_" + run));
              return true;
            });
  }

  @AfterEach
  void close() {
    store.close();
  }

  private List<Flaw> check(Repair repair) {
    List<Flaw> flaws = new ArrayList<>();
    StoreCheck.run(file, repair, flaws::add, Progress.NONE);
    return flaws;
  }

  private void damage(String sql) throws Exception {
    try (SqliteConnection connection = SqliteConnection.open(file)) {
      for (String statement : sql.split(";")) {
        connection.script(statement);
      }
    }
  }

  @Test
  void soundStore_hasNoFlaws() {
    assertEquals(List.of(), check(Repair.NONE));
  }

  @Test
  void emptyStore_hasNoFlaws() {
    store.close();
    file = folder.resolve("empty.db");
    store = SqliteStore.open(file, Durability.NORMAL);
    assertEquals(List.of(), check(Repair.LOSSLESS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ORPHAN  | UPDATE span SET run = 99 WHERE run = 2
          ORPHAN  | UPDATE span SET input_bytes = NULL WHERE run = 2
          ORPHAN  | UPDATE run_tag SET run = 99 WHERE run = 2
          ORPHAN  | UPDATE flag SET run = 99 WHERE run = 2
          ORPHAN  | UPDATE score SET run = 99 WHERE run = 2
          ORPHAN  | INSERT INTO run_model VALUES (99, 1, 0, x'00')
          ORPHAN  | INSERT INTO run_alias VALUES (x'01', 99, NULL)
          ORPHAN  | INSERT INTO run_turn VALUES ('program', 'session', 'turn', 99)
          ORPHAN  | INSERT INTO span_alias VALUES (2, 7, 77)
          ORPHAN  | INSERT INTO span_call VALUES (2, 'tool 7', 0, 77)
          ORPHAN  | INSERT INTO run_alias SELECT trace_id, 2, NULL FROM run WHERE id = 1
          MISSING | DELETE FROM word WHERE text = 'model-2'
          DERIVED | DELETE FROM run_model WHERE run = 2
          DERIVED | INSERT INTO run_model SELECT 2, 1, started_at, trace_id FROM run WHERE id = 2
          DERIVED | UPDATE run_model SET started_at = started_at + 1 WHERE run = 2
          DERIVED | UPDATE run_tag SET started_at = started_at + 1 WHERE run = 2
          DERIVED | DELETE FROM run_tag WHERE run = 2 AND tag = 'slow'
          DERIVED | INSERT INTO span_alias VALUES (2, 7, 1); UPDATE span SET parent = 7 WHERE run = 2 AND span_id = 2
          DERIVED | UPDATE run SET flagged = 0 WHERE id = 2
          SIZE    | UPDATE span SET input_bytes = input_bytes + 1 WHERE run = 2 AND input_bytes > 0
          SIZE    | UPDATE span SET output_bytes = 0 WHERE run = 2 AND output_bytes > 0
          """)
  void flaw_isFoundAndRepaired(Kind kind, String damage) throws Exception {
    damage(damage);
    List<Flaw> found = check(Repair.NONE);
    assertTrue(found.stream().anyMatch(flaw -> flaw.kind() == kind), found::toString);
    assertTrue(found.stream().noneMatch(Flaw::repaired), found::toString);
    assertEquals(found, check(Repair.NONE), "looking changes nothing");
    List<Flaw> repaired = check(Repair.LOSSLESS);
    assertTrue(repaired.stream().allMatch(Flaw::repaired), repaired::toString);
    assertEquals(List.of(), check(Repair.NONE));
    assertTrue(store.reader().run(Runs.id(2)).isPresent());
    assertEquals(2, store.reader().spans(Runs.id(1), Payloads.WHOLE).size());
    assertEquals(2, store.reader().spans(Runs.id(3), Payloads.WHOLE).size());
  }

  @Test
  void flaw_namesRunAndSpan() throws Exception {
    damage("UPDATE span SET input_bytes = 77 WHERE run = 2 AND input_bytes > 0");
    Flaw flaw = check(Repair.NONE).get(0);
    assertEquals(Runs.id(2), flaw.run());
    assertEquals(SpanId.of(1), flaw.span());
    assertTrue(flaw.message().contains("input"), flaw.message());
  }

  @Test
  void lostWord_isVisible() throws Exception {
    damage("DELETE FROM word WHERE text = 'model-2'");
    check(Repair.LOSSLESS);
    String model = store.reader().span(Runs.id(2), SpanId.of(2)).orElseThrow().model();
    assertTrue(model.startsWith("(lost word"), model);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UPDATE payload SET crc32c = crc32c + 1 WHERE id = %d
          UPDATE payload SET data = x'00' WHERE id = %d
          UPDATE payload SET raw_bytes = raw_bytes + 1 WHERE id = %d
          DELETE FROM payload WHERE id = %d
          """)
  void damagedPayload_isNamedAndNotRepairedByGuessing(String damage) throws Exception {
    damage(damage.formatted(payloadOfRunTwo()));
    for (Repair repair : List.of(Repair.NONE, Repair.LOSSLESS)) {
      List<Flaw> flaws = check(repair);
      Flaw flaw =
          flaws.stream().filter(each -> each.kind() == Kind.PAYLOAD).findFirst().orElseThrow();
      assertEquals(Runs.id(2), flaw.run());
      assertEquals(SpanId.of(1), flaw.span());
      assertTrue(flaw.message().contains("its output"), flaw.message());
      assertFalse(flaw.repaired());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UPDATE payload SET crc32c = crc32c + 1 WHERE id = %d
          UPDATE payload SET raw_bytes = raw_bytes + 1 WHERE id = %d
          DELETE FROM payload WHERE id = %d
          """)
  void damagedPayload_thatIsDropped_leavesItsSize(String damage) throws Exception {
    damage(damage.formatted(payloadOfRunTwo()));
    List<Flaw> flaws = check(Repair.DROP_DAMAGED);
    assertTrue(flaws.stream().allMatch(Flaw::repaired), flaws::toString);
    assertEquals(List.of(), check(Repair.NONE));
    var span = store.reader().span(Runs.id(2), SpanId.of(1)).orElseThrow();
    assertNull(span.output());
    assertEquals(3, span.outputBytes());
    assertEquals("in 2", span.input().text());
  }

  private long payloadOfRunTwo() throws Exception {
    try (SqliteConnection connection = SqliteConnection.open(file)) {
      return connection.whole(
          "SELECT 2 * id + 1 FROM span WHERE run = 2 AND output_bytes IS NOT NULL");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UPDATE span_text_data SET block = x'0000' WHERE id > 10
          DELETE FROM span_text_data WHERE id > 10
          DELETE FROM span_text_docsize WHERE id >> 32 = 2
          INSERT INTO span_text (rowid, words) VALUES ((99 << 32) + 7, 'ghost')
          INSERT INTO span_text (rowid, words) VALUES (99 << 32, 'ghost')
          """)
  void searchIndex_thatDoesNotFollow_isBuiltAnew(String damage) throws Exception {
    index();
    damage(damage);
    List<Flaw> found = check(Repair.NONE);
    assertTrue(found.stream().anyMatch(flaw -> flaw.kind() == Kind.SEARCH), found::toString);
    List<Flaw> repaired = check(Repair.LOSSLESS);
    assertTrue(repaired.stream().allMatch(Flaw::repaired), repaired::toString);
    index();
    assertEquals(List.of(), check(Repair.NONE));
    assertEquals(3, search("out").hits().size());
    assertEquals(0, search("ghost").hits().size());
  }

  private void index() {
    while (search("out").unindexed() > 0) {
      Thread.onSpinWait();
    }
  }

  private SearchPage search(String text) {
    return store.reader().search(text, RunFilter.ALL, Instant.EPOCH, null, 10);
  }

  @Test
  void indexThatLacksRows_isRebuilt() throws Exception {
    damage(
        "PRAGMA writable_schema = ON;"
            + "DELETE FROM sqlite_schema WHERE name = 'score_by_run';"
            + "PRAGMA writable_schema = RESET");
    // The pages of the index are now in no table; that is beyond an index's repair.
    List<Flaw> flaws = check(Repair.LOSSLESS);
    assertTrue(flaws.stream().anyMatch(flaw -> flaw.kind() == Kind.STRUCTURE), flaws::toString);
  }

  @Test
  void checkWhileOthersWrite_findsNothing() throws Exception {
    Thread writer =
        new Thread(
            () -> {
              for (long run = 10; run < 200; run++) {
                put(run);
              }
            });
    writer.start();
    while (writer.isAlive()) {
      assertEquals(List.of(), check(Repair.LOSSLESS));
    }
    writer.join();
    assertEquals(190 + 3, store.reader().runs(RunFilter.ALL, null, 1).total());
  }
}
