package dev.spoor.rest;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.Limits;
import dev.spoor.codec.SpanView;
import dev.spoor.codec.Times;
import dev.spoor.codec.UsageJson;
import dev.spoor.codec.Warnings;
import dev.spoor.http.Request;
import dev.spoor.http.Response;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.CostStatus;
import dev.spoor.model.Dimension;
import dev.spoor.model.Sums;
import dev.spoor.model.Sums.Count;
import dev.spoor.model.TotalsFilter;
import dev.spoor.query.Analytics.Line;
import dev.spoor.query.Percentiles;
import dev.spoor.query.Periods;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Figures over runs: {@code {since, until, by, rows, total}}. Periods are cut on whole hours, days
 * and weeks of UTC.
 */
final class AnalyticsAnswers {
  private static final Duration USUAL_SPAN = Duration.ofDays(30);
  private static final List<String> LENGTHS = List.of("day", "hour", "week", "month");

  private final RestServices services;

  AnalyticsAnswers(RestServices services) {
    this.services = services;
  }

  /** What is asked for by the last word of the path. */
  enum Subject {
    /** How much was done. */
    USAGE(Dimension.ALL, "", Periods.Length.DAY),
    /** What it cost. */
    COST(Dimension.ALL, "", Periods.Length.DAY),
    /** How long it took. */
    LATENCY(Dimension.ALL, "", Periods.Length.DAY),
    /** Calls of each model. */
    MODELS(Dimension.MODEL, "model", Periods.Length.WHOLE),
    /** Runs of each agent. */
    AGENTS(Dimension.AGENT, "agent", Periods.Length.WHOLE),
    /** Runs of each runner. */
    RUNNERS(Dimension.RUNNER, "runner_id", Periods.Length.WHOLE),
    /** Runs of each feature. */
    FEATURES(Dimension.FEATURE, "feature", Periods.Length.WHOLE),
    /** Calls of each tool. */
    TOOLS(Dimension.TOOL, "tool_name", Periods.Length.WHOLE);

    private final Dimension dimension;

    /** The name of the dimension's value in a row; empty without one. */
    private final String member;

    /** How long a row's period is when nothing is said. */
    private final Periods.Length usual;

    Subject(Dimension dimension, String member, Periods.Length usual) {
      this.dimension = dimension;
      this.member = member;
      this.usual = usual;
    }

    /** The last word of its path. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    private boolean isOfCalls() {
      return dimension == Dimension.MODEL || dimension == Dimension.TOOL;
    }
  }

  private record Asked(Instant since, Instant until, Periods.Length by, @Nullable String project) {}

  /** {@code GET /api/analytics/...}. */
  Response answer(Subject subject, Request request) {
    Warnings warnings = new Warnings();
    Asked asked =
        QueryArguments.read(
            request, Map.of(), warnings, arguments -> asked(arguments, subject.usual));
    Periods periods = Periods.of(asked.since(), asked.until(), asked.by(), ZoneOffset.UTC);
    TotalsFilter filter = new TotalsFilter(subject.dimension, asked.project(), null);
    List<Line> lines =
        subject.dimension == Dimension.ALL
            ? services.analytics().together(filter, periods)
            : services.analytics().lines(filter, periods);
    Sums total = new Sums();
    lines.forEach(line -> total.add(line.sums()));
    List<Instant> bounds = periods.bounds();
    JsonObject.Builder answer =
        JsonObject.builder()
            .put("since", Times.json(bounds.get(0)))
            .put("until", Times.json(bounds.get(bounds.size() - 1)))
            .put("by", asked.by().name().toLowerCase(Locale.ROOT))
            .put("rows", JsonArray.of(lines, line -> row(subject, line)))
            .put("total", figures(subject, total, JsonObject.builder()).build());
    List<String> said = warnings.texts();
    return Response.json(
        answer.put("warnings", said.isEmpty() ? null : JsonArray.ofTexts(said)).build().write());
  }

  private Asked asked(Arguments arguments, Periods.Length usual) {
    Instant until = arguments.time("until").or(services.clock().instant());
    Instant since = arguments.time("since").or(until.minus(USUAL_SPAN));
    return new Asked(
        since,
        until,
        arguments.word("by", AnalyticsAnswers::length, LENGTHS).or(usual),
        arguments.text("project", Limits.WORD, "shop").value());
  }

  private static Optional<Periods.Length> length(String word) {
    return Arrays.stream(Periods.Length.values())
        .filter(length -> LENGTHS.contains(word) && length.name().equalsIgnoreCase(word))
        .findFirst();
  }

  private static JsonValue row(Subject subject, Line line) {
    JsonObject.Builder row =
        JsonObject.builder().put("from", Times.json(line.from())).put("to", Times.json(line.to()));
    if (!subject.member.isEmpty()) {
      String value = line.value();
      row.putOrNull(subject.member, value == null ? null : new JsonString(value));
    }
    return figures(subject, line.sums(), row).build();
  }

  private static JsonObject.Builder figures(
      Subject subject, Sums sums, JsonObject.Builder figures) {
    return switch (subject) {
      case USAGE -> amount(sums, runs(sums, figures));
      case COST -> cost(sums, figures.put("runs", sums.get(Count.RUNS)));
      case LATENCY -> latency(sums, figures);
      default -> {
        boolean calls = subject.isOfCalls();
        JsonObject.Builder counted =
            calls
                ? figures
                    .put("calls", sums.get(Count.SPANS))
                    .put("errors", sums.get(Count.ERRORS))
                    .put("usage", UsageJson.json(sums.usage()))
                : amount(sums, runs(sums, figures));
        yield latency(sums, cost(sums, counted));
      }
    };
  }

  private static JsonObject.Builder runs(Sums sums, JsonObject.Builder figures) {
    return figures
        .put("runs", sums.get(Count.RUNS))
        .put("failed_runs", sums.get(Count.FAILED_RUNS));
  }

  private static JsonObject.Builder amount(Sums sums, JsonObject.Builder figures) {
    return figures
        .put("spans", sums.get(Count.SPANS))
        .put("errors", sums.get(Count.ERRORS))
        .put("llm_calls", sums.get(Count.LLM_CALLS))
        .put("tool_calls", sums.get(Count.TOOL_CALLS))
        .put("usage", UsageJson.json(sums.usage()));
  }

  private static JsonObject.Builder cost(Sums sums, JsonObject.Builder figures) {
    CostStatus status = sums.costStatus();
    return figures
        .putOrNull("cost_usd", SpanView.dollars(sums.cost()))
        .putOrNull("cost_status", status == null ? null : new JsonString(status.word()))
        .put("unpriced_calls", sums.get(Count.UNPRICED_CALLS));
  }

  private static JsonObject.Builder latency(Sums sums, JsonObject.Builder figures) {
    Percentiles percentiles = Percentiles.of(sums.latencies());
    return figures
        .put("timed", sums.latencies().count())
        .putOrNull("p50_ms", milliseconds(percentiles.p50()))
        .putOrNull("p90_ms", milliseconds(percentiles.p90()))
        .putOrNull("p95_ms", milliseconds(percentiles.p95()))
        .putOrNull("p99_ms", milliseconds(percentiles.p99()));
  }

  private static @Nullable JsonValue milliseconds(@Nullable Duration duration) {
    return duration == null ? null : Times.json(duration);
  }
}
