package dev.spoor.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Fields;
import dev.spoor.model.Flag;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.Tags;
import dev.spoor.store.SpanReader.Payloads;
import dev.spoor.store.Store;
import dev.spoor.store.StoreException;
import dev.spoor.store.WriteSession;
import dev.spoor.store.kit.Runs;
import dev.spoor.store.kit.Spans;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the bytes of what was erased are in no file, found out by reading all of them. */
class ScrubTest {
  /** Stands in everything that is to be erased. */
  private static final String PLANTED = "QZPLANTED";

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("spoor.db");
  }

  private Store open() {
    return SqliteStore.open(file(), Durability.NORMAL);
  }

  private static void write(Store store, Consumer<WriteSession> unit) {
    store
        .writer()
        .write(
            session -> {
              unit.accept(session);
              return true;
            });
  }

  /** A run that says the planted word wherever a sender can say something. */
  private static void plant(Store store, long run) {
    String word = PLANTED + run;
    write(
        store,
        session -> {
          session.put(
              Runs.make(run)
                  .name(word + " name")
                  .error(new SpanError(word + " type", word, word))
                  .fields(plantedFields(word))
                  .flags(Runs.flag(word + " flag", Flag.State.OPEN))
                  .run());
          for (long span = 1; span <= 40; span++) {
            session.put(planted(run, span, word));
          }
          session.put(Runs.score(run, word + " score", word + " name"));
        });
  }

  private static Fields plantedFields(String word) {
    return Fields.builder()
        .set(RunField.AGENT, word + " agent")
        .set(RunField.PROJECT, word + " project")
        .set(RunField.FEATURE, word + " feature")
        .set(RunField.SESSION_ID, word + " session")
        .set(RunField.RUNNER_ID, word + " runner")
        .set(RunField.THREAD_ID, word + " thread")
        .set(RunField.USER_ID, word + " user")
        .set(RunField.TAGS, new Tags(List.of(word + " tag")))
        .set(RunField.METADATA, new JsonText("{\"" + word + "\":1}"))
        .build();
  }

  private static dev.spoor.model.Span planted(long run, long span, String word) {
    return Spans.span(
        run,
        span,
        Spans.required(span).toBuilder()
            .set(SpanField.NAME, word + " step " + span)
            .set(SpanField.MODEL, word + " model")
            .set(SpanField.TOOL_NAME, word + " tool")
            .set(SpanField.TOOL_CALL_ID, word + " call")
            .set(SpanField.ATTRIBUTES, new JsonText("{\"key\":\"" + word + "\"}"))
            .set(SpanField.INPUT, Payload.text(word + " in"))
            .set(SpanField.OUTPUT, Payload.text(noise(run * 1_000 + span)))
            .build());
  }

  /** Larger than a page in any encoding. */
  private static String noise(long seed) {
    Random random = new Random(seed);
    return random
        .ints(20_000, '!', '~')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Pieces of the payloads as they are encoded, those of every page. */
  private List<String> pieces() throws SQLException {
    List<String> pieces = new ArrayList<>();
    try (SqliteConnection connection = SqliteConnection.open(file());
        ResultSet rows = connection.prepare("SELECT data FROM payload").executeQuery()) {
      while (rows.next()) {
        String data = new String(rows.getBytes(1), StandardCharsets.ISO_8859_1);
        for (int at = 0; at + 24 < data.length(); at += 3_000) {
          pieces.add(data.substring(at, at + 24));
        }
      }
    }
    return pieces;
  }

  private List<String> bytesOfAllFiles() throws IOException {
    List<String> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        all.add(Files.readString(each, StandardCharsets.ISO_8859_1));
      }
    }
    return all;
  }

  private long found(List<String> pieces) throws IOException {
    List<String> files = bytesOfAllFiles();
    return pieces.stream()
        .filter(piece -> files.stream().anyMatch(file -> file.contains(piece)))
        .count();
  }

  /** The planted words that are in any file of the folder, in any case. */
  private Set<String> found() throws IOException {
    Set<String> found = new TreeSet<>();
    for (String bytes : bytesOfAllFiles()) {
      for (String form : List.of(PLANTED, PLANTED.toLowerCase(Locale.ROOT))) {
        for (int at = bytes.indexOf(form); at >= 0; at = bytes.indexOf(form, at + 1)) {
          int digit = at + PLANTED.length();
          found.add(bytes.substring(digit, Math.min(bytes.length(), digit + 1)));
        }
      }
    }
    return found;
  }

  private static void erase(Store store, long run) {
    boolean erased = store.writer().write(session -> session.erase(Runs.id(run)));
    assertTrue(erased);
  }

  @Test
  void erasedRun_isInNoFileAfterScrub() throws Exception {
    try (Store store = open()) {
      plant(store, 1);
      List<String> pieces = pieces();
      assertEquals(pieces.size(), found(pieces));
      plant(store, 2);
      assertEquals(Set.of("1", "2"), found());
      erase(store, 1);
      store.scrub();
      assertEquals(Set.of("2"), found());
      assertEquals(0, found(pieces));
      assertEquals(40, store.reader().spans(Runs.id(2), Payloads.WHOLE).size());
      erase(store, 2);
      store.scrub();
      assertEquals(Set.of(), found());
    }
    assertEquals(Set.of(), found());
  }

  @Test
  void replacedPayload_isInNoFileAfterScrub() throws Exception {
    try (Store store = open()) {
      plant(store, 1);
      List<String> pieces = pieces();
      write(
          store,
          session -> {
            session.put(Runs.run(1));
            for (long span = 1; span <= 40; span++) {
              session.put(Spans.withPayloads(1, span, Payload.text("a"), Payload.text("b")));
            }
          });
      store.scrub();
      assertEquals(0, found(pieces));
      erase(store, 1);
      store.scrub();
      assertEquals(Set.of(), found());
    }
  }

  @Test
  void wordThatAnotherRunUses_staysAndOthersGo() throws IOException {
    try (Store store = open()) {
      plant(store, 1);
      write(
          store,
          session -> {
            session.put(Runs.run(3));
            session.put(Spans.answer(3, 1, PLANTED + "3"));
            session.put(Spans.answer(3, 2, PLANTED + "1 model"));
          });
      erase(store, 1);
      store.scrub();
      assertEquals(Set.of("1", "3"), found());
      erase(store, 3);
      store.scrub();
      assertEquals(Set.of(), found());
    }
  }

  @Test
  void fileOfOlderProgram_losesWhatItLeftInFreePlaces() throws Exception {
    try (Store store = open()) {
      plant(store, 1);
      plant(store, 2);
    }
    List<String> pieces = pieces();
    // As programs did that overwrote nothing.
    try (SqliteConnection connection = SqliteConnection.open(file())) {
      connection.script("PRAGMA secure_delete = OFF");
      connection.script("DELETE FROM payload");
      connection.script("UPDATE span SET input_bytes = NULL, output_bytes = NULL");
      connection.script("INSERT INTO meta VALUES ('residue', '1')");
    }
    assertTrue(found(pieces) > 0);
    try (Store store = open()) {
      erase(store, 1);
      erase(store, 2);
      store.scrub();
      assertEquals(Set.of(), found());
      assertEquals(0, found(pieces));
    }
  }

  @Test
  void readerThatStays_isNamedAsReason() throws Exception {
    Path real = file();
    try (Store store =
            SqliteStore.open(real, Durability.NORMAL, new Patience(Duration.ofMillis(300)));
        SqliteConnection reader = SqliteConnection.open(real)) {
      plant(store, 1);
      reader.script("BEGIN");
      assertEquals(1, reader.whole("SELECT count(*) FROM run"));
      erase(store, 1);
      StoreException refused = assertThrows(StoreException.class, store::scrub);
      assertTrue(refused.passing());
      assertTrue(refused.getMessage().contains(real.toString()), refused.getMessage());
      reader.script("COMMIT");
      store.scrub();
      assertEquals(Set.of(), found());
      assertFalse(store.reader().run(Runs.id(1)).isPresent());
    }
  }
}
