package dev.spoor.store.sqlite;

import dev.spoor.model.Fields;
import dev.spoor.model.Flag;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.RunStatus;
import dev.spoor.model.RunTotals;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usage;
import dev.spoor.model.Wtf8;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run as a row and back; its flags and scores are rows of their own. */
final class RunRows {
  /**
   * Columns of an index. They are written only when one of them changes: a write that touches them
   * touches a page of every index, and a run is written with each of its spans.
   */
  private static final List<String> INDEXED =
      columns(
          """
          started_at, status, flagged, parent_trace, agent, runner_id, thread_id, project, \
          feature, session_id, name, search_name""");

  private static final List<String> PLAIN =
      columns(
          """
          ended_at, last_sign_at, revision, root_span, \
          span_count, error_count, llm_call_count, tool_call_count, \
          uncached_input_tokens, cached_input_tokens, cache_write_tokens, cache_write_1h_tokens, \
          output_tokens, reasoning_tokens, usage_partial, cost, cost_status, eval_cost, \
          parent_span, abandoned_at, heard_at, user_id, environment, release, halt_reason, tags, git, \
          error, metadata, via""");

  /** When a run {@code r} was last {@linkplain Run#heardAt heard of}. */
  static final String HEARD_AT = "coalesce(r.heard_at, r.last_sign_at)";

  /** In the order in which {@link #read} reads them. */
  static final String COLUMNS =
      Stream.of(List.of("trace_id"), INDEXED, PLAIN)
          .flatMap(List::stream)
          .map("r."::concat)
          .collect(Collectors.joining(", "));

  /** Takes the trace id, {@link #bindIndexed} and {@link #bindPlain}. */
  static final String INSERT =
      "INSERT INTO run (trace_id, %s, %s) VALUES (?, %s, %s) RETURNING id"
          .formatted(
              String.join(", ", INDEXED), String.join(", ", PLAIN), marks(INDEXED), marks(PLAIN));

  /** Takes {@link #bindPlain} and the row's id. */
  static final String UPDATE_PLAIN =
      "UPDATE run SET (%s) = (%s) WHERE id = ?".formatted(String.join(", ", PLAIN), marks(PLAIN));

  /** Takes {@link #bindIndexed}, the row's id, and {@link #bindIndexed} again. */
  static final String UPDATE_INDEXED =
      "UPDATE run SET (%1$s) = (%2$s) WHERE id = ? AND (%1$s) IS NOT (%2$s)"
          .formatted(String.join(", ", INDEXED), marks(INDEXED));

  private RunRows() {}

  private static List<String> columns(String names) {
    return List.of(names.split(", "));
  }

  private static String marks(List<String> columns) {
    return columns.stream().map(column -> "?").collect(Collectors.joining(", "));
  }

  /** Text in which parts of a name are found whatever their case. */
  static byte[] searchable(String name) {
    StringBuilder folded = new StringBuilder(name.length());
    // Letter by letter, because lower case by words ends some words with a letter of its own.
    name.toUpperCase(Locale.ROOT)
        .codePoints()
        .map(Character::toLowerCase)
        .forEach(folded::appendCodePoint);
    return Wtf8.encode(folded.toString());
  }

  static void bindIndexed(Parameters row, Run run) throws SQLException {
    Fields fields = run.fields();
    row.instant(run.totals().startedAt())
        .code(Codes.RUN_STATUS, run.status())
        .truth(run.flags().stream().anyMatch(flag -> flag.state() != Flag.State.DISMISSED))
        .traceId(fields.get(RunField.PARENT_TRACE))
        .text(fields.get(RunField.AGENT))
        .text(fields.get(RunField.RUNNER_ID))
        .text(fields.get(RunField.THREAD_ID))
        .text(fields.get(RunField.PROJECT))
        .text(fields.get(RunField.FEATURE))
        .text(fields.get(RunField.SESSION_ID))
        .text(run.name())
        .bytes(searchable(run.name()));
  }

  static void bindPlain(Parameters row, Run run) throws SQLException {
    Fields fields = run.fields();
    RunTotals totals = run.totals();
    Usage usage = totals.usage();
    row.instant(totals.endedAt())
        .instant(totals.lastSignAt())
        .whole(run.revision())
        .spanId(run.rootSpanId())
        .whole(totals.spanCount())
        .whole(totals.errorCount())
        .whole(totals.llmCallCount())
        .whole(totals.toolCallCount())
        .whole(usage.uncachedInputTokens())
        .whole(usage.cachedInputTokens())
        .whole(usage.cacheWriteTokens())
        .whole(usage.cacheWriteOneHourTokens())
        .whole(usage.outputTokens())
        .whole(usage.reasoningTokens())
        .truth(usage.partial())
        .usd(totals.cost())
        .code(Codes.COST_STATUS, totals.costStatus())
        .usd(totals.evalCost())
        .spanId(fields.get(RunField.PARENT_SPAN))
        .instant(fields.get(RunField.ABANDONED_AT))
        .instant(fields.get(RunField.HEARD_AT))
        .text(fields.get(RunField.USER_ID))
        .text(fields.get(RunField.ENVIRONMENT))
        .text(fields.get(RunField.RELEASE))
        .text(fields.get(RunField.HALT_REASON))
        .json(JsonColumns.of(fields.get(RunField.TAGS)))
        .json(JsonColumns.of(fields.get(RunField.GIT)))
        .json(JsonColumns.of(run.error()))
        .json(fields.get(RunField.METADATA))
        .text(fields.get(RunField.VIA));
  }

  /** Reads {@link #COLUMNS}; flags, scores and the children's cost are still to come. */
  static Run read(Columns row) throws SQLException {
    TraceId traceId = row.traceId();
    Instant startedAt = row.instant();
    RunStatus status = row.code(Codes.RUN_STATUS);
    row.skip(1);
    Fields.Builder fields =
        Fields.builder()
            .set(RunField.PARENT_TRACE, row.traceIdOrNull())
            .set(RunField.AGENT, row.text())
            .set(RunField.RUNNER_ID, row.text())
            .set(RunField.THREAD_ID, row.text())
            .set(RunField.PROJECT, row.text())
            .set(RunField.FEATURE, row.text())
            .set(RunField.SESSION_ID, row.text());
    String name = row.someText();
    row.skip(1);
    Instant endedAt = row.instantOrNull();
    Instant lastSignAt = row.instant();
    long revision = row.whole();
    SpanId rootSpanId = row.spanIdOrNull();
    RunTotals totals =
        new RunTotals(
            startedAt,
            endedAt,
            lastSignAt,
            row.whole(),
            row.whole(),
            row.whole(),
            row.whole(),
            usage(row),
            row.usd(),
            row.codeOrNull(Codes.COST_STATUS),
            row.usd());
    fields
        .set(RunField.PARENT_SPAN, row.spanIdOrNull())
        .set(RunField.ABANDONED_AT, row.instantOrNull())
        .set(RunField.HEARD_AT, row.instantOrNull())
        .set(RunField.USER_ID, row.text())
        .set(RunField.ENVIRONMENT, row.text())
        .set(RunField.RELEASE, row.text())
        .set(RunField.HALT_REASON, row.text())
        .set(RunField.TAGS, JsonColumns.tags(row.json()))
        .set(RunField.GIT, JsonColumns.git(row.json()));
    SpanError error = JsonColumns.error(row.json());
    fields.set(RunField.METADATA, row.json()).set(RunField.VIA, row.text());
    return new Run(
        traceId,
        rootSpanId,
        name,
        status,
        error,
        fields.build(),
        totals,
        null,
        List.of(),
        List.of(),
        revision);
  }

  private static Usage usage(Columns row) throws SQLException {
    return new Usage(
        row.whole(), row.whole(), row.whole(), row.whole(), row.whole(), row.whole(), row.truth());
  }
}
