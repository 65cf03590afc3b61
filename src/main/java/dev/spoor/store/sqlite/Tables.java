package dev.spoor.store.sqlite;

import dev.spoor.model.SpanId;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;

/** A connection and the tables seen through it. Used by one thread at a time. */
final class Tables implements AutoCloseable {
  private final SqliteConnection connection;
  private final Words words;
  private final Payloads payloads;
  private final RunTable runs;
  private final RunDetails details;
  private final SpanTable spans;
  private final FileMarkTable fileMarks;
  private final RunNameTable names;
  private final Folding folding;
  private final Erasure erasure;
  private long erasures;
  private final TotalsTable totals;
  private final SpanTexts texts;
  private final SearchIndex search;
  private final PruneTable pruning;
  private final ReceiverTable receivers;

  /** Takes over the connection: {@link #close} closes it. */
  Tables(Path file, SqliteConnection connection) {
    this.connection = connection;
    this.words = new Words(connection);
    this.payloads = new Payloads(connection);
    this.runs = new RunTable(connection);
    this.details = new RunDetails(connection);
    this.spans = new SpanTable(file, connection, words, payloads);
    this.fileMarks = new FileMarkTable(connection);
    this.names = new RunNameTable(connection);
    this.folding = new Folding(connection, payloads);
    this.erasure = new Erasure(connection);
    this.totals = new TotalsTable(connection);
    this.texts = new SpanTexts(connection, words, payloads);
    this.search = new SearchIndex(connection);
    this.pruning = new PruneTable(connection, payloads);
    this.receivers = new ReceiverTable(connection);
  }

  SqliteConnection connection() {
    return connection;
  }

  RunTable runs() {
    return runs;
  }

  RunDetails details() {
    return details;
  }

  SpanTable spans() {
    return spans;
  }

  Payloads payloads() {
    return payloads;
  }

  FileMarkTable fileMarks() {
    return fileMarks;
  }

  PruneTable pruning() {
    return pruning;
  }

  ReceiverTable receivers() {
    return receivers;
  }

  RunNameTable names() {
    return names;
  }

  /** How often something was erased, as this transaction sees it. */
  long erasures() {
    return erasures;
  }

  /** Takes a run out of every table. */
  void erase(long run) throws SQLException {
    erasure.erase(run);
    begin();
  }

  /** Puts one run into another. */
  void fold(long younger, long older, long sequences, Set<SpanId> dropped) throws SQLException {
    folding.fold(younger, older, sequences, dropped);
    erasure.gone(younger);
    begin();
  }

  /** Removes a span that was put into another. */
  void drop(long run, SpanId span) throws SQLException {
    folding.drop(run, span);
    erasure.countUp();
    begin();
  }

  /** Begins a transaction: forgets what was learnt from rows that were erased since then. */
  void begin() throws SQLException {
    long now = erasure.count();
    if (now != erasures) {
      words.forget();
      payloads.forget();
      erasures = now;
    }
  }

  TotalsTable totals() {
    return totals;
  }

  SpanTexts texts() {
    return texts;
  }

  SearchIndex search() {
    return search;
  }

  /** Forgets what was learnt from rows that are now undone, and statements that failed. */
  void forget() {
    words.forget();
    payloads.forget();
    connection.forgetStatements();
  }

  @Override
  public void close() throws SQLException {
    payloads.close();
    connection.close();
  }
}
