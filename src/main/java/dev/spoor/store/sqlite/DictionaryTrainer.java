package dev.spoor.store.sqlite;

import dev.spoor.model.SpanKind;
import dev.spoor.store.upkeep.Progress;
import dev.spoor.store.upkeep.Trained;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Teaches a store what its own runs have in common: the bundled dictionary, and behind it the text
 * that several of the newest runs begin with. New payloads are stored without it; what is stored
 * stays as it is.
 */
public final class DictionaryTrainer {
  private static final Patience PATIENCE = new Patience(Duration.ofSeconds(30));
  private static final int NEWEST_RUNS = 200;
  private static final int MOST_SAMPLE_BYTES = 256 << 10;
  private static final int MOST_COMMON_BYTES = 128 << 10;

  /** Less is not worth a dictionary. */
  private static final int LEAST_COMMON_BYTES = 256;

  private static final String SELECT_RUNS =
      "SELECT id FROM run ORDER BY started_at DESC, trace_id DESC LIMIT ?";

  /** First inputs: of a run's lanes, the model inputs that were made from no other. */
  private static final String SELECT_FIRST_INPUTS =
      """
      SELECT p.id FROM span s JOIN payload p ON p.id = s.id * 2
      WHERE s.run = ? AND s.kind = ? AND p.base IS NULL ORDER BY p.id LIMIT 4""";

  private final StoreTurn turn;
  private final SqliteConnection connection;
  private final Progress progress;

  private DictionaryTrainer(StoreTurn turn, Progress progress) {
    this.turn = turn;
    this.connection = turn.connection();
    this.progress = progress;
  }

  /** Trains a store that this program has opened before, so that it has the newest schema. */
  public static Trained train(Path store, Progress progress) {
    Path file = StoreBackup.require(store);
    try (WriteLock lock = WriteLock.of(file);
        StoreTurn turn = StoreTurn.open(file, lock, PATIENCE)) {
      return new DictionaryTrainer(turn, progress).train();
    } catch (SQLException e) {
      throw SqliteFault.of(e, "train a dictionary", file);
    }
  }

  private Trained train() throws SQLException {
    CommonText texts = new CommonText();
    List<Long> runs = turn.read(this::runs);
    for (int at = 0; at < runs.size(); at++) {
      progress.at("reading runs", at, runs.size());
      long run = runs.get(at);
      for (byte[] text : turn.read(() -> firstInputs(run))) {
        texts.add(run, text);
      }
    }
    byte[] common = texts.common(MOST_COMMON_BYTES);
    if (common.length < LEAST_COMMON_BYTES) {
      return new Trained(runs.size(), 0);
    }
    turn.write(() -> stored(common));
    return new Trained(runs.size(), common.length);
  }

  private List<Long> runs() throws SQLException {
    List<Long> runs = new ArrayList<>();
    PreparedStatement select = connection.prepare(SELECT_RUNS);
    select.setInt(1, NEWEST_RUNS);
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        runs.add(rows.getLong(1));
      }
    }
    return runs;
  }

  private List<byte[]> firstInputs(long run) throws SQLException {
    List<Long> ids = new ArrayList<>();
    PreparedStatement select = connection.prepare(SELECT_FIRST_INPUTS);
    new Parameters(select).whole(run).code(Codes.SPAN_KIND, SpanKind.LLM);
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    List<byte[]> texts = new ArrayList<>();
    try (Payloads payloads = new Payloads(connection)) {
      for (long id : ids) {
        byte[] raw = payloads.bytes(id);
        if (raw != null) {
          texts.add(raw.length > MOST_SAMPLE_BYTES ? Arrays.copyOf(raw, MOST_SAMPLE_BYTES) : raw);
        }
      }
    }
    return texts;
  }

  private boolean stored(byte[] common) throws SQLException {
    try (PayloadDictionaries dictionaries = new PayloadDictionaries(connection)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(dictionaries.bundled().bytes());
      bytes.writeBytes(common);
      dictionaries.train(bytes.toByteArray());
    }
    // All who have the store open remember the dictionary before.
    new Erasure(connection).countUp();
    return true;
  }
}
