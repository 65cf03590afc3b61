package dev.spoor.store.sqlite;

import dev.spoor.model.Cost;
import dev.spoor.model.CostStatus;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.Span;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.SpanRow;
import dev.spoor.model.ToolCall;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A span as a row and back, its payloads left out. */
final class SpanRows {
  /** In the order in which {@link #bind} writes and {@link #read} reads them. */
  static final String COLUMNS =
      """
      span_id, sequence, parent, lane, kind, name, status, started_at, ended_at, redactions, \
      input_bytes, output_bytes, agent, provider, model, request_model, finish_reason, tool_name, \
      temperature, max_tokens, ttft, attempt, \
      usage_partial, uncached_input_tokens, cached_input_tokens, cache_write_tokens, \
      cache_write_1h_tokens, output_tokens, reasoning_tokens, \
      reported_cost, cost_status, cost, cost_detail, \
      call_counted, call_tool, call_arguments, call_result, \
      tool_call_id, error, attributes, events, links""";

  /** In the order in which {@link #readOutline} reads them. */
  static final String OUTLINE_COLUMNS =
      """
      span_id, parent, sequence, kind, name, status, started_at, ended_at, model, \
      usage_partial, uncached_input_tokens, cached_input_tokens, cache_write_tokens, \
      cache_write_1h_tokens, output_tokens, reasoning_tokens, cost, cost_status, \
      call_counted, call_tool, call_arguments, call_result""";

  /** In the order in which {@link #readRow} reads them, of a span {@code s} and its parent. */
  static final String ROW_COLUMNS =
      """
      s.span_id, s.sequence, p.sequence, s.kind, s.name, s.status, s.started_at, s.ended_at, \
      s.ttft, s.model, s.tool_name, \
      s.usage_partial, s.uncached_input_tokens, s.cached_input_tokens, s.cache_write_tokens, \
      s.cache_write_1h_tokens, s.output_tokens, s.reasoning_tokens, \
      s.cost, s.cost_status, s.redactions, \
      s.attributes LIKE '%"spoor.time":"inferred"}'""";

  private static final String VALUES =
      "INSERT INTO span (run, %s, revision) VALUES (?, %s, (SELECT revision FROM run WHERE id = ?1))"
          .formatted(
              COLUMNS,
              Arrays.stream(COLUMNS.split(", "))
                  .map(column -> "?")
                  .collect(Collectors.joining(",")));

  /** Stores a span that is new, which takes half as long as not to know. */
  static final String INSERT = VALUES + " ON CONFLICT DO NOTHING";

  /** After the columns' own parameters: whether the input and the output are replaced. */
  static final String UPSERT =
      "%s ON CONFLICT DO UPDATE SET %s, revision = excluded.revision"
          .formatted(
              VALUES,
              Arrays.stream(COLUMNS.split(", "))
                  .filter(column -> !column.equals("span_id"))
                  .map(SpanRows::replaced)
                  .collect(Collectors.joining(",")));

  private static final int USAGE_COUNTERS = 6;

  private final Words words;

  SpanRows(Words words) {
    this.words = words;
  }

  private static String replaced(String column) {
    return column.equals("input_bytes") || column.equals("output_bytes")
        ? "%1$s = iif(?, excluded.%1$s, %1$s)".formatted(column)
        : "%1$s = excluded.%1$s".formatted(column);
  }

  /**
   * Fills {@link #INSERT}, and the beginning of {@link #UPSERT}.
   *
   * @param inputBytes size of the input; null when the span brings none
   * @param outputBytes size of the output; null when the span brings none
   */
  void bind(
      Parameters row, long run, Span span, @Nullable Long inputBytes, @Nullable Long outputBytes)
      throws SQLException {
    Fields fields = span.fields();
    row.whole(run)
        .spanId(span.spanId())
        .whole(span.sequence())
        .spanId(span.parent())
        .spanId(span.lane())
        .code(Codes.SPAN_KIND, span.kind())
        .whole(words.id(span.name()))
        .code(Codes.SPAN_STATUS, span.status())
        .instant(span.startedAt())
        .instant(span.endedAt())
        .whole((long) span.redactions())
        .whole(inputBytes)
        .whole(outputBytes)
        .whole(words.id(fields.get(SpanField.AGENT)))
        .whole(words.id(fields.get(SpanField.PROVIDER)))
        .whole(words.id(fields.get(SpanField.MODEL)))
        .whole(words.id(fields.get(SpanField.REQUEST_MODEL)))
        .whole(words.id(fields.get(SpanField.FINISH_REASON)))
        .whole(words.id(fields.get(SpanField.TOOL_NAME)))
        .decimal(fields.get(SpanField.TEMPERATURE))
        .whole(fields.get(SpanField.MAX_TOKENS))
        .whole(nanos(fields.get(SpanField.TTFT)))
        .whole(fields.get(SpanField.ATTEMPT));
    bind(row, span.usage());
    bind(row, fields.get(SpanField.COST), span.cost());
    bind(row, span.call());
    row.text(fields.get(SpanField.TOOL_CALL_ID))
        .json(JsonColumns.of(span.error()))
        .json(fields.get(SpanField.ATTRIBUTES))
        .json(fields.get(SpanField.EVENTS))
        .json(fields.get(SpanField.LINKS));
  }

  /** Fills the rest of {@link #UPSERT}. */
  static void bindReplaced(Parameters row, Span span) throws SQLException {
    Fields fields = span.fields();
    row.truth(fields.mentions(SpanField.INPUT)).truth(fields.mentions(SpanField.OUTPUT));
  }

  private static @Nullable Long nanos(@Nullable Duration duration) {
    return duration == null ? null : (Long) EpochNanos.of(duration);
  }

  private static void bind(Parameters row, @Nullable Usage usage) throws SQLException {
    if (usage == null) {
      row.whole(null);
      for (int counter = 0; counter < USAGE_COUNTERS; counter++) {
        row.whole(null);
      }
    } else {
      row.truth(usage.partial())
          .whole(usage.uncachedInputTokens())
          .whole(usage.cachedInputTokens())
          .whole(usage.cacheWriteTokens())
          .whole(usage.cacheWriteOneHourTokens())
          .whole(usage.outputTokens())
          .whole(usage.reasoningTokens());
    }
  }

  private static void bind(Parameters row, @Nullable Usd reported, @Nullable Cost cost)
      throws SQLException {
    row.usd(reported);
    if (cost == null) {
      row.whole(null).usd(null).json(null);
    } else {
      row.code(Codes.COST_STATUS, cost.status()).usd(cost.amount()).json(cost.detail());
    }
  }

  private void bind(Parameters row, @Nullable ToolCall call) throws SQLException {
    if (call == null) {
      row.whole(null).whole(null).whole(null).whole(null);
    } else {
      row.whole(call.counted())
          .whole(words.id(call.toolName()))
          .whole(call.argumentsHash())
          .whole(call.resultHash());
    }
  }

  /** Reads {@link #COLUMNS}. */
  Span read(TraceId traceId, Columns row) throws SQLException {
    Fields.Builder fields = Fields.builder();
    SpanId spanId = row.spanId();
    long sequence = row.whole();
    fields.set(SpanField.PARENT, row.spanIdOrNull());
    SpanId lane = row.spanIdOrNull();
    fields
        .set(SpanField.KIND, row.code(Codes.SPAN_KIND))
        .set(SpanField.NAME, words.someText(row.whole()))
        .set(SpanField.STATUS, row.code(Codes.SPAN_STATUS))
        .set(SpanField.STARTED_AT, row.instant())
        .set(SpanField.ENDED_AT, row.instantOrNull());
    int redactions = (int) row.whole();
    long inputBytes = size(row.wholeOrNull());
    long outputBytes = size(row.wholeOrNull());
    fields
        .set(SpanField.AGENT, words.text(row.wholeOrNull()))
        .set(SpanField.PROVIDER, words.text(row.wholeOrNull()))
        .set(SpanField.MODEL, words.text(row.wholeOrNull()))
        .set(SpanField.REQUEST_MODEL, words.text(row.wholeOrNull()))
        .set(SpanField.FINISH_REASON, words.text(row.wholeOrNull()))
        .set(SpanField.TOOL_NAME, words.text(row.wholeOrNull()))
        .set(SpanField.TEMPERATURE, row.decimal())
        .set(SpanField.MAX_TOKENS, row.wholeOrNull())
        .set(SpanField.TTFT, duration(row.wholeOrNull()))
        .set(SpanField.ATTEMPT, row.wholeOrNull())
        .set(SpanField.USAGE, usage(row))
        .set(SpanField.COST, row.usd());
    Cost cost = cost(row);
    ToolCall call = call(row);
    fields
        .set(SpanField.TOOL_CALL_ID, row.text())
        .set(SpanField.ERROR, JsonColumns.error(row.json()))
        .set(SpanField.ATTRIBUTES, row.json())
        .set(SpanField.EVENTS, row.json())
        .set(SpanField.LINKS, row.json());
    return new Span(
        traceId,
        spanId,
        fields.build(),
        cost,
        lane,
        sequence,
        call,
        redactions,
        inputBytes,
        outputBytes);
  }

  /** Reads {@link #OUTLINE_COLUMNS}. */
  SpanOutline readOutline(Columns row) throws SQLException {
    return new SpanOutline(
        row.spanId(),
        row.spanIdOrNull(),
        row.whole(),
        row.code(Codes.SPAN_KIND),
        words.someText(row.whole()),
        row.code(Codes.SPAN_STATUS),
        row.instant(),
        row.instantOrNull(),
        words.text(row.wholeOrNull()),
        usage(row),
        row.usd(),
        row.codeOrNull(Codes.COST_STATUS),
        call(row));
  }

  /** Reads {@link #ROW_COLUMNS}. */
  SpanRow readRow(Columns row) throws SQLException {
    return new SpanRow(
        row.spanId(),
        row.whole(),
        row.whole(),
        row.code(Codes.SPAN_KIND),
        words.someText(row.whole()),
        row.code(Codes.SPAN_STATUS),
        row.instant(),
        row.instantOrNull(),
        duration(row.wholeOrNull()),
        words.text(row.wholeOrNull()),
        words.text(row.wholeOrNull()),
        usage(row),
        row.usd(),
        row.codeOrNull(Codes.COST_STATUS),
        (int) row.whole(),
        row.truth());
  }

  private static @Nullable Usage usage(Columns row) throws SQLException {
    Long partial = row.wholeOrNull();
    if (partial == null) {
      row.skip(USAGE_COUNTERS);
      return null;
    }
    return new Usage(
        row.whole(), row.whole(), row.whole(), row.whole(), row.whole(), row.whole(), partial != 0);
  }

  private static @Nullable Cost cost(Columns row) throws SQLException {
    CostStatus status = row.codeOrNull(Codes.COST_STATUS);
    Usd amount = row.usd();
    JsonText detail = row.json();
    return status == null
        ? null
        : new Cost(amount, status, detail == null ? JsonText.EMPTY_OBJECT : detail);
  }

  private @Nullable ToolCall call(Columns row) throws SQLException {
    Long counted = row.wholeOrNull();
    String tool = words.text(row.wholeOrNull());
    long arguments = row.whole();
    long result = row.whole();
    return counted == null || tool == null ? null : new ToolCall(tool, arguments, result, counted);
  }

  private static long size(@Nullable Long bytes) {
    return bytes == null ? -1 : bytes;
  }

  private static @Nullable Duration duration(@Nullable Long nanos) {
    return nanos == null ? null : Duration.ofNanos(nanos);
  }
}
