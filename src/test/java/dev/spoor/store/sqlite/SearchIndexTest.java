package dev.spoor.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Excerpt;
import dev.spoor.model.Fields;
import dev.spoor.model.Payload;
import dev.spoor.model.Run;
import dev.spoor.model.RunFilter;
import dev.spoor.model.SearchPage;
import dev.spoor.model.Span;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanHit;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.TraceId;
import dev.spoor.store.Store;
import dev.spoor.store.kit.Filters;
import dev.spoor.store.kit.Runs;
import dev.spoor.store.kit.Spans;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the search index leaves in the file, and what is noted for it. */
class SearchIndexTest {
  private static final Patience PATIENCE = new Patience(Duration.ofSeconds(10));

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("spoor.db");
  }

  private Store open() {
    return SqliteStore.open(file(), Durability.NORMAL);
  }

  private static Span says(long run, long number, String output) {
    return Spans.withPayloads(run, number, Payload.text("-"), Payload.text(output));
  }

  private static void put(Store store, long run, Span... spans) {
    store
        .writer()
        .write(
            session -> {
              session.put(Runs.run(run));
              for (Span span : spans) {
                session.put(span);
              }
              return true;
            });
  }

  private static void erase(Store store, long run) {
    boolean erased = store.writer().write(session -> session.erase(Runs.id(run)));
    assertTrue(erased);
  }

  private static SearchPage search(Store store, String text) {
    return store.reader().search(text, RunFilter.ALL, Instant.EPOCH, null, 100);
  }

  private boolean inAnyFile(String word) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(word)) {
          return true;
        }
      }
    }
    return false;
  }

  private long whole(String sql) throws SQLException {
    try (SqliteConnection connection = SqliteConnection.open(file())) {
      return connection.whole(sql);
    }
  }

  @Test
  void wordsOfErasedRun_areInNoFileAfterScrub() throws IOException {
    try (Store store = open()) {
      put(store, 1, says(1, 1, "Xylophone".repeat(2) + " common"));
      assertEquals(1, search(store, "xylophonexylophone").hits().size());
      for (long run = 2; run < 40; run++) {
        put(store, run, says(run, 1, "common word" + run));
        assertEquals(1, search(store, "word" + run).hits().size());
      }
      assertTrue(inAnyFile("xylophonexylophone"));
      erase(store, 1);
      assertEquals(0, search(store, "xylophonexylophone").hits().size());
      assertEquals(38, search(store, "common").hits().size());
      store.scrub();
      assertFalse(inAnyFile("xylophone"));
      assertEquals(38, search(store, "common").hits().size());
      assertEquals(1, search(store, "word7").hits().size());
    }
  }

  @Test
  void wordsOfReplacedText_areInNoFileAfterScrub() throws IOException {
    try (Store store = open()) {
      put(store, 1, says(1, 1, "xylophone"));
      assertEquals(1, search(store, "xylophone").hits().size());
      put(store, 1, says(1, 1, "other"));
      store.scrub();
      assertFalse(inAnyFile("xylophone"));
      assertEquals(1, search(store, "other").hits().size());
    }
  }

  @Test
  void newSpan_leavesNoNoteAndChangedOneLeavesOne() throws SQLException {
    try (Store store = open()) {
      put(store, 1, says(1, 1, "first"), says(1, 2, "second"));
      assertEquals(0, whole("SELECT count(*) FROM search_again"));
      assertEquals(0, search(store, "absent").hits().size());
      assertEquals(2, whole("SELECT span FROM search_mark"));
      put(store, 1, says(1, 2, "changed"), says(1, 3, "third"));
      assertTrue(whole("SELECT count(*) FROM search_again") <= 1);
      assertEquals(1, search(store, "changed").hits().size());
      assertEquals(0, whole("SELECT count(*) FROM search_again"));
      assertEquals(3, whole("SELECT count(*) FROM span_text_docsize WHERE id & 4294967295 > 0"));
    }
  }

  @Test
  void spanWithTheRowOfAnErasedOne_isFound() {
    try (Store store = open()) {
      put(store, 1, says(1, 1, "first"));
      put(store, 2, says(2, 1, "second"));
      assertEquals(1, search(store, "second").hits().size());
      erase(store, 2);
      put(store, 3, says(3, 1, "third"));
      assertEquals(1, search(store, "third").hits().size());
      assertEquals(0, search(store, "second").hits().size());
      assertEquals(List.of(Runs.id(3)), runs(store, "third"));
    }
  }

  private static List<TraceId> runs(Store store, String text) {
    return store.reader().runs(Filters.name(text), Instant.EPOCH, null, 10).runs().stream()
        .map(Run::traceId)
        .toList();
  }

  @Test
  void indexing_goesOnWhereItStoppedInSmallSteps() throws SQLException {
    try (Store store = open()) {
      for (long run = 1; run <= 5; run++) {
        put(store, run, says(run, 1, "needle"));
      }
    }
    try (WriteLock lock = WriteLock.of(file().toAbsolutePath())) {
      long left;
      do {
        try (SearchIndexer indexer = SearchIndexer.open(file(), lock, PATIENCE)) {
          left = indexer.progress().left();
          // Time for one step, which is always taken, or nothing would ever end.
          indexer.slice(Duration.ofNanos(1));
          assertTrue(left == 0 || indexer.progress().left() < left);
        }
      } while (left > 0);
    }
    try (Store store = open()) {
      assertEquals(5, search(store, "needle").hits().size());
    }
  }

  private static Span call(long number, String input) {
    Fields fields =
        Spans.required(number).toBuilder()
            .set(SpanField.KIND, SpanKind.LLM)
            .set(SpanField.INPUT, Payload.text(input))
            .build();
    return Spans.span(1, number, fields);
  }

  @Test
  void conversation_isFoundWhereItWasSaidFirst() {
    StringBuilder said = new StringBuilder("begin ");
    for (int word = 0; word < 2_000; word++) {
      said.append("word").append(word * 7919 % 10_007).append(' ');
    }
    String first = said + "zebra1";
    String second = first + "7 and a xylophone.";
    try (Store store = open()) {
      put(store, 1, call(1, first), call(2, second), call(3, second + " and ketchup"));
      assertEquals(List.of(SpanId.of(1)), spans(store, "begin"));
      assertEquals(List.of(SpanId.of(2)), spans(store, "xylophone"));
      assertEquals(List.of(SpanId.of(2)), spans(store, "zebra17"));
      assertEquals(List.of(SpanId.of(3)), spans(store, "ketchup"));
      Excerpt excerpt = search(store, "xylophone").hits().get(0).excerpts().get(0);
      assertEquals(
          excerpt.text(),
          second.substring(
              (int) excerpt.offset(), (int) excerpt.offset() + excerpt.text().length()));
      assertEquals(second.length(), excerpt.bytes());
    }
  }

  private static List<SpanId> spans(Store store, String text) {
    return search(store, text).hits().stream().map(SpanHit::spanId).toList();
  }

  @Test
  void prunedText_isFoundNoMore() throws SQLException {
    try (Store store = open()) {
      put(store, 1, says(1, 1, "pruned"), says(1, 2, "kept"));
      assertEquals(List.of(Runs.id(1)), runs(store, "pruned"));
      try (SqliteConnection connection = SqliteConnection.open(file())) {
        connection.script("UPDATE payload SET encoding = 4, data = zeroblob(32) WHERE id = 3");
      }
      assertEquals(List.of(), runs(store, "pruned"));
      assertEquals(List.of(), spans(store, "pruned"));
      assertEquals(List.of(SpanId.of(2)), spans(store, "kept"));
    }
  }

  @Test
  void longLog_isCopiedAndIndexingGoesOn() throws SQLException {
    try (Store store = open()) {
      put(store, 1, says(1, 1, "needle"));
    }
    try (WriteLock lock = WriteLock.of(file().toAbsolutePath());
        SearchIndexer indexer = SearchIndexer.open(file(), lock, PATIENCE);
        SqliteConnection other = SqliteConnection.open(file())) {
      other.script("PRAGMA wal_autocheckpoint = 0");
      for (int round = 1; round <= 3; round++) {
        other.script("CREATE TABLE large_%d AS SELECT zeroblob(20000000)".formatted(round));
        indexer.slice(Duration.ofSeconds(1));
        try (ResultSet length = other.prepare("PRAGMA wal_checkpoint(NOOP)").executeQuery()) {
          assertTrue(length.next());
          assertTrue(length.getLong(2) - length.getLong(3) < 1_000);
        }
      }
      assertEquals(0, indexer.progress().left());
    }
  }

  @Test
  void damagedPayload_doesNotStopTheIndex() throws SQLException {
    try (Store store = open()) {
      put(store, 1, says(1, 1, "lost"), says(1, 2, "needle"));
      try (SqliteConnection connection = SqliteConnection.open(file())) {
        connection.script("UPDATE payload SET crc32c = crc32c + 1 WHERE id = 3");
      }
      assertEquals(1, search(store, "needle").hits().size());
      assertEquals(0, search(store, "lost").hits().size());
      assertEquals(2, search(store, "step").hits().size());
    }
  }
}
