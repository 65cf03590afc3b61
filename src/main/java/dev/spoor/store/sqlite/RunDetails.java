package dev.spoor.store.sqlite;

import dev.spoor.model.Flag;
import dev.spoor.model.Run;
import dev.spoor.model.Score;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usd;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What hangs on a run's row: flags, scores, and what its children cost. */
final class RunDetails {
  private static final String SELECT_FLAGS =
      """
      SELECT flag_id, code, message, span_ids, count, wasted_tokens, wasted_cost, state, at
      FROM flag WHERE run = ? ORDER BY position
      """;
  private static final String DELETE_FLAGS = "DELETE FROM flag WHERE run = ?";
  private static final String INSERT_FLAG =
      """
      INSERT INTO flag (run, position, flag_id, code, message, span_ids, count, wasted_tokens,
        wasted_cost, state, at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String SELECT_SCORES =
      """
      SELECT score_id, span, name, value, label, reason, source, judge, created_at
      FROM score WHERE run = ? ORDER BY id
      """;
  private static final String UPSERT_SCORE =
      """
      INSERT INTO score (run, score_id, span, name, value, label, reason, source, judge, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET run = excluded.run, span = excluded.span, name = excluded.name,
        value = excluded.value, label = excluded.label, reason = excluded.reason,
        source = excluded.source, judge = excluded.judge, created_at = excluded.created_at
      """;
  private static final String DELETE_SCORE = "DELETE FROM score WHERE score_id = ?";

  private static final String SELECT_CHILDREN_COST =
      "SELECT cost FROM run WHERE parent_trace = ? AND cost IS NOT NULL";

  private final SqliteConnection connection;

  RunDetails(SqliteConnection connection) {
    this.connection = connection;
  }

  /** The run as the writer sees it: with flags and scores. */
  Run withFlagsAndScores(long row, Run run) throws SQLException {
    return whole(row, run, null);
  }

  /** The run as readers see it: with what its children cost too. */
  Run whole(long row, Run run) throws SQLException {
    return whole(row, run, childrenCost(run));
  }

  private Run whole(long row, Run run, @Nullable Usd childrenCost) throws SQLException {
    return new Run(
        run.traceId(),
        run.rootSpanId(),
        run.name(),
        run.status(),
        run.error(),
        run.fields(),
        run.totals(),
        childrenCost,
        flags(row),
        scores(row, run.traceId()),
        run.revision());
  }

  void replaceFlags(long row, List<Flag> flags) throws SQLException {
    PreparedStatement delete = connection.prepare(DELETE_FLAGS);
    delete.setLong(1, row);
    delete.executeUpdate();
    long position = 0;
    for (Flag flag : flags) {
      PreparedStatement insert = connection.prepare(INSERT_FLAG);
      new Parameters(insert)
          .whole(row)
          .whole(position++)
          .text(flag.flagId())
          .code(Codes.FLAG_CODE, flag.code())
          .text(flag.message())
          .text(flag.spanIds().stream().map(SpanId::hex).collect(Collectors.joining(" ")))
          .whole(flag.count())
          .whole(flag.wastedTokens())
          .usd(flag.wastedCost())
          .code(Codes.FLAG_STATE, flag.state())
          .instant(flag.at());
      insert.executeUpdate();
    }
  }

  private List<Flag> flags(long row) throws SQLException {
    List<Flag> flags = new ArrayList<>();
    PreparedStatement select = connection.prepare(SELECT_FLAGS);
    select.setLong(1, row);
    try (ResultSet rows = select.executeQuery()) {
      Columns columns = new Columns(rows);
      while (rows.next()) {
        columns.rewind();
        flags.add(
            new Flag(
                columns.someText(),
                columns.code(Codes.FLAG_CODE),
                columns.someText(),
                spanIds(columns.someText()),
                columns.whole(),
                columns.wholeOrNull(),
                columns.usd(),
                columns.code(Codes.FLAG_STATE),
                columns.instant()));
      }
    }
    return flags;
  }

  private static List<SpanId> spanIds(String text) {
    return text.isEmpty() ? List.of() : Arrays.stream(text.split(" ")).map(SpanId::new).toList();
  }

  void put(long row, Score score) throws SQLException {
    PreparedStatement upsert = connection.prepare(UPSERT_SCORE);
    new Parameters(upsert)
        .whole(row)
        .text(score.scoreId())
        .spanId(score.spanId())
        .text(score.name())
        .decimal(score.value())
        .text(score.label())
        .text(score.reason())
        .code(Codes.SCORE_SOURCE, score.source())
        .text(score.judge())
        .instant(score.createdAt());
    upsert.executeUpdate();
  }

  /** Removes what checks gave under names that begin so. */
  void removeCheckScores(long row, TraceId traceId, String namePrefix) throws SQLException {
    for (Score score : scores(row, traceId)) {
      if (score.source() == Score.Source.CHECK && score.name().startsWith(namePrefix)) {
        PreparedStatement delete = connection.prepare(DELETE_SCORE);
        new Parameters(delete).text(score.scoreId());
        delete.executeUpdate();
      }
    }
  }

  private List<Score> scores(long row, TraceId traceId) throws SQLException {
    List<Score> scores = new ArrayList<>();
    PreparedStatement select = connection.prepare(SELECT_SCORES);
    select.setLong(1, row);
    try (ResultSet rows = select.executeQuery()) {
      Columns columns = new Columns(rows);
      while (rows.next()) {
        columns.rewind();
        scores.add(
            new Score(
                columns.someText(),
                traceId,
                columns.spanIdOrNull(),
                columns.someText(),
                columns.someDecimal(),
                columns.text(),
                columns.text(),
                columns.code(Codes.SCORE_SOURCE),
                columns.text(),
                columns.instant()));
      }
    }
    return scores;
  }

  private @Nullable Usd childrenCost(Run run) throws SQLException {
    Usd sum = null;
    PreparedStatement select = connection.prepare(SELECT_CHILDREN_COST);
    new Parameters(select).traceId(run.traceId());
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        long nanos = rows.getLong(1);
        // Senders may report a billion dollars a run; a sum out of reach is the most there is.
        long known = sum == null ? 0 : sum.nanos();
        sum = new Usd(nanos > Long.MAX_VALUE - known ? Long.MAX_VALUE : known + nanos);
      }
    }
    return sum;
  }
}
