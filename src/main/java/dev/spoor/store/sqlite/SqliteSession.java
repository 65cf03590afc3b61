package dev.spoor.store.sqlite;

import dev.spoor.model.FileMark;
import dev.spoor.model.Run;
import dev.spoor.model.Score;
import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.Sums;
import dev.spoor.model.TotalsCell;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import dev.spoor.store.KeptPayload.Place;
import dev.spoor.store.PassedRun;
import dev.spoor.store.RunNames;
import dev.spoor.store.StoreException;
import dev.spoor.store.WriteSession;
import dev.spoor.store.sqlite.Patience.SqlAction;
import dev.spoor.store.sqlite.Patience.SqlWork;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a unit of work sees of the writer's transaction. */
final class SqliteSession implements WriteSession, AutoCloseable {
  private final Path file;
  private final Tables tables;
  private final Thread owner = Thread.currentThread();

  /** Rows of runs that were looked up; a batch of spans is mostly of one run. */
  private final Map<TraceId, Long> rows = new HashMap<>();

  private volatile boolean ended;
  private @Nullable StoreException failure;

  SqliteSession(Path file, Tables tables) {
    this.file = file;
    this.tables = tables;
  }

  @Override
  public long revision(TraceId traceId) {
    return attempt(
        "read a run",
        () -> {
          RunTable.Place place = find(traceId);
          return place == null ? 0L : place.revision();
        });
  }

  @Override
  public Optional<TraceId> canonical(TraceId traceId) {
    return attempt(
        "read a run", () -> Optional.ofNullable(find(traceId)).map(RunTable.Place::traceId));
  }

  private RunTable.@Nullable Place find(TraceId traceId) throws SQLException {
    RunTable.Place place = tables.runs().find(traceId);
    if (place != null) {
      rows.put(traceId, place.row());
    }
    return place;
  }

  @Override
  public Optional<TraceId> runOf(TurnKey turn) {
    return attempt("look for a turn", () -> Optional.ofNullable(tables.names().runOf(turn)));
  }

  @Override
  public Set<TraceId> sharing(String sessionId, Collection<String> calls, boolean keyed) {
    return attempt("look for calls", () -> tables.names().sharing(sessionId, calls, keyed));
  }

  @Override
  public TraceId older(TraceId one, TraceId other) {
    return attempt("read runs", () -> storedRun(one) < storedRun(other) ? one : other);
  }

  @Override
  public RunNames names(TraceId traceId) {
    return attempt(
        "read a run's names",
        () -> {
          RunTable.Place place = find(traceId);
          return place == null ? RunNames.NONE : tables.names().read(place.row(), place.traceId());
        });
  }

  @Override
  public long erasures() {
    return attempt("read the store's state", tables::erasures);
  }

  @Override
  public Optional<Run> run(TraceId traceId) {
    return attempt(
        "read a run",
        () -> {
          Long row = tables.runs().row(traceId);
          return row == null
              ? Optional.empty()
              : Optional.of(tables.details().withFlagsAndScores(row, tables.runs().read(row)));
        });
  }

  @Override
  public List<TraceId> silent(Instant before, int limit) {
    return attempt("look for silent runs", () -> tables.runs().silent(before, limit));
  }

  @Override
  public List<SpanOutline> outlines(TraceId traceId) {
    return attempt(
        "read spans",
        () -> {
          Long row = tables.runs().row(traceId);
          return row == null ? List.of() : List.copyOf(tables.spans().outlines(row));
        });
  }

  @Override
  public Optional<Span> span(TraceId traceId, SpanId spanId) {
    return attempt(
        "read a span",
        () -> {
          RunTable.Place place = find(traceId);
          return place == null
              ? Optional.empty()
              : Optional.ofNullable(tables.spans().find(place.row(), place.traceId(), spanId));
        });
  }

  @Override
  public Optional<Span> whole(TraceId traceId, SpanId spanId) {
    return attempt(
        "read a span",
        () -> {
          RunTable.Place place = find(traceId);
          return place == null
              ? Optional.empty()
              : Optional.ofNullable(tables.spans().whole(place.row(), place.traceId(), spanId));
        });
  }

  @Override
  public void put(Run run) {
    // Before anything is written: a time out of reach must not leave half a run.
    run.flags().forEach(flag -> EpochNanos.of(flag.at()));
    attempt(
        "store a run",
        () -> {
          Long row = rows.get(run.traceId());
          if (row == null) {
            row = tables.runs().put(run);
            rows.put(run.traceId(), row);
          } else {
            tables.runs().put(row, run);
          }
          tables.details().replaceFlags(row, run.flags());
        });
  }

  @Override
  public void put(Span span) {
    attempt("store a span", () -> tables.spans().put(storedRun(span.traceId()), span));
  }

  @Override
  public void put(Score score) {
    attempt("store a score", () -> tables.details().put(storedRun(score.traceId()), score));
  }

  @Override
  public void put(FileMark mark) {
    attempt("remember a file", () -> tables.fileMarks().put(mark));
  }

  @Override
  public void add(Map<TotalsCell, Sums> difference) {
    attempt("add to the totals", () -> tables.totals().add(difference));
  }

  @Override
  public boolean correct(Map<TotalsCell, Sums> difference, long corrections) {
    return attempt(
        "correct the totals",
        () -> {
          boolean first = tables.totals().corrections() == corrections;
          if (first) {
            tables.totals().add(difference);
            tables.totals().countCorrection();
          }
          return first;
        });
  }

  @Override
  public void removeCheckScores(TraceId traceId, String namePrefix) {
    attempt(
        "remove scores",
        () -> {
          Long row = tables.runs().row(traceId);
          if (row != null) {
            tables.details().removeCheckScores(row, traceId, namePrefix);
          }
        });
  }

  @Override
  public void put(TraceId run, RunNames more) {
    attempt("store a run's names", () -> tables.names().put(storedRun(run), more));
  }

  @Override
  public void fold(TraceId younger, TraceId older, long sequences, Set<SpanId> dropped) {
    attempt(
        "join two runs",
        () -> {
          long row = storedRun(younger);
          tables.fold(row, storedRun(older), sequences, dropped);
          rows.values().removeIf(known -> known == row);
        });
  }

  @Override
  public void drop(TraceId run, SpanId span) {
    attempt("join two spans", () -> tables.drop(storedRun(run), span));
  }

  @Override
  public boolean erase(TraceId traceId) {
    return attempt(
        "erase a run",
        () -> {
          Long row = tables.runs().row(traceId);
          if (row != null) {
            tables.erase(row);
            rows.values().removeIf(row::equals);
          }
          return row != null;
        });
  }

  @Override
  public long prune(TraceId traceId, Set<Place> payloads) {
    return attempt(
        "prune payloads",
        () -> {
          Long row = tables.runs().row(traceId);
          return row == null ? 0L : tables.pruning().prune(row, payloads);
        });
  }

  @Override
  public boolean claim(String chore, Instant now, Instant dueBefore) {
    return attempt("take a chore", () -> tables.pruning().claim(chore, now, dueBefore));
  }

  @Override
  public void follow(String receiver, boolean all) {
    attempt("follow changes", () -> tables.receivers().follow(receiver, all));
  }

  @Override
  public void followNobody() {
    attempt("end to follow changes", () -> tables.receivers().followNobody());
  }

  @Override
  public void passed(String receiver, PassedRun run) {
    attempt(
        "remember what was passed on",
        () -> {
          Long row = tables.runs().row(run.traceId());
          if (row != null) {
            tables.receivers().passed(receiver, row, run);
          }
        });
  }

  @Override
  public void note(String receiver, long refused, @Nullable String trouble) {
    attempt(
        "remember how the passing on goes",
        () -> tables.receivers().note(receiver, refused, trouble));
  }

  private long storedRun(TraceId traceId) throws SQLException {
    Long known = rows.get(traceId);
    if (known != null) {
      return known;
    }
    Long row = tables.runs().row(traceId);
    if (row == null) {
      throw new IllegalStateException(
          "run " + traceId + " must be stored before what belongs to it");
    }
    rows.put(traceId, row);
    return row;
  }

  private void attempt(String tried, SqlAction action) {
    attempt(
        tried,
        () -> {
          action.run();
          return true;
        });
  }

  private <T> T attempt(String tried, SqlWork<T> work) {
    if (ended || !Thread.currentThread().equals(owner)) {
      throw new IllegalStateException("a write session ends with its unit of work");
    }
    try {
      return work.run();
    } catch (SQLException e) {
      failure = SqliteFault.of(e, tried, file);
      throw failure;
    }
  }

  /** Throws what the unit may have caught: after a failure the unit is not whole. */
  void requireWhole() {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    ended = true;
  }
}
