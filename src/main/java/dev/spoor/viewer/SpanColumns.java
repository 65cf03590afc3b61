package dev.spoor.viewer;

import dev.spoor.codec.RunView;
import dev.spoor.json.JsonArray;
import dev.spoor.model.Run;
import dev.spoor.model.SpanRow;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a run as columns in JSON: one array for each fact, so that tens of thousands are
 * small to send and quick to read. Times are microseconds from {@code origin}, money is
 * nano-dollars; {@code sequence} and {@code start} hold the difference from the row before, {@code
 * parent} how far back in the order of arrival the parent stands (0: none), words are places in
 * {@code strings}.
 */
final class SpanColumns {
  private static final int DIGITS_OF_A_SPAN_ID = 16;

  private static final int STARTS_GUESSED = 1;
  private static final int REDACTED = 2;

  private final Instant origin;
  private final Map<String, Integer> strings = new LinkedHashMap<>();
  private final StringBuilder spanIds;
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private long lastSequence;
  private long lastStart;

  private SpanColumns(Instant origin, int rows) {
    this.origin = origin;
    this.spanIds = new StringBuilder(rows * DIGITS_OF_A_SPAN_ID);
    strings.put("", 0);
  }

  /**
   * The answer for one run.
   *
   * @param rows all spans, or those that have changed
   * @param now where the bars of running spans end
   */
  static String json(Run run, List<SpanRow> rows, Instant now) {
    Instant origin = run.totals().startedAt().truncatedTo(ChronoUnit.MILLIS);
    SpanColumns columns = new SpanColumns(origin, rows.size());
    rows.forEach(columns::add);
    Instant last = run.totals().endedAt() == null ? now : run.totals().lastSignAt();
    return columns.json(run, rows.size(), micros(Duration.between(origin, last)));
  }

  private void add(SpanRow row) {
    long start = micros(Duration.between(origin, row.startedAt()));
    Instant end = row.endedAt();
    Usage usage = row.usage() == null ? Usage.NONE : row.usage();
    spanIds.append(row.spanId().hex());
    column("sequence", row.sequence() - lastSequence);
    column("parent", row.parentSequence() == 0 ? 0 : row.sequence() - row.parentSequence());
    column("kind", string(row.kind().word()));
    column("status", string(row.status().word()));
    column("name", string(row.name()));
    column("model", string(row.model()));
    column("tool", string(row.toolName()));
    column("start", start - lastStart);
    column("duration", end == null ? -1 : micros(Duration.between(row.startedAt(), end)));
    column("ttft", row.ttft() == null ? -1 : micros(row.ttft()));
    column("cached", usage.cachedInputTokens());
    column("fresh", usage.inputTokens() - usage.cachedInputTokens());
    column("output", usage.outputTokens());
    column("cost", nanos(row.cost()));
    column("cost_status", string(row.costStatus() == null ? null : row.costStatus().word()));
    column(
        "marks", (row.startGuessed() ? STARTS_GUESSED : 0) + (row.redactions() > 0 ? REDACTED : 0));
    lastSequence = row.sequence();
    lastStart = start;
  }

  private void column(String name, long value) {
    columns.computeIfAbsent(name, any -> new Column(value)).add(value);
  }

  private int string(@Nullable String text) {
    return text == null ? 0 : strings.computeIfAbsent(text, any -> strings.size());
  }

  private static long nanos(@Nullable Usd amount) {
    return amount == null ? -1 : amount.nanos();
  }

  private static long micros(Duration duration) {
    return Math.floorDiv(duration.toNanos(), 1_000);
  }

  private String json(Run run, int rows, long now) {
    StringBuilder json = new StringBuilder(spanIds.length() * 4);
    json.append("{\"run\":").append(RunView.json(run, "/runs/" + run.runId()).write());
    json.append(",\"revision\":").append(run.revision());
    json.append(",\"origin\":\"").append(origin).append('"');
    json.append(",\"now\":").append(now);
    json.append(",\"rows\":").append(rows);
    json.append(",\"strings\":").append(JsonArray.ofTexts(List.copyOf(strings.keySet())).write());
    json.append(",\"columns\":{\"span_id\":\"").append(spanIds).append('"');
    columns.forEach((name, column) -> json.append(",\"").append(name).append("\":").append(column));
    return json.append("}}").toString();
  }

  /** Values in JSON; one number when all are the same. */
  private static final class Column {
    private final StringBuilder values = new StringBuilder("[");
    private final long first;
    private boolean varies;

    Column(long first) {
      this.first = first;
    }

    void add(long value) {
      varies |= value != first;
      values.append(values.length() == 1 ? "" : ",").append(value);
    }

    @Override
    public String toString() {
      return varies ? values + "]" : Long.toString(first);
    }
  }
}
