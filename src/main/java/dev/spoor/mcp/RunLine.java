package dev.spoor.mcp;

import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.model.CostStatus;
import dev.spoor.model.Run;
import dev.spoor.model.RunTotals;
import dev.spoor.model.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A run in one line of text. */
final class RunLine {
  private static final int SHOWN_DIGITS = 3;

  private RunLine() {}

  /** For example {@code run_1c5qy8c36v ok, 12 spans, 3.2 s, $0.0123}. */
  static String of(Run run) {
    RunTotals totals = run.totals();
    Duration duration = run.duration();
    return start(run.runId(), run.status().word(), totals.spanCount())
        + (duration == null ? "" : ", " + duration(duration))
        + cost(totals.cost(), totals.costStatus());
  }

  /** The same of a run as our own JSON has it. */
  static String of(JsonObject run) {
    BigDecimal milliseconds = number(run, "duration_ms");
    BigDecimal dollars = number(run, "cost_usd");
    String status = run.text("cost_status");
    return start(
            run.text("run_id"),
            run.text("status"),
            Objects.requireNonNullElse(number(run, "span_count"), BigDecimal.ZERO).longValue())
        + (milliseconds == null ? "" : ", " + duration(milliseconds))
        + cost(
            dollars == null ? null : Usd.of(dollars),
            status == null ? null : CostStatus.parse(status).orElse(null));
  }

  private static String start(@Nullable String runId, @Nullable String status, long spans) {
    return runId + " " + status + ", " + spans + (spans == 1 ? " span" : " spans");
  }

  private static @Nullable BigDecimal number(JsonObject run, String name) {
    return run.get(name) instanceof JsonNumber number ? number.decimal() : null;
  }

  /** For example {@code 850 ms} or {@code 3.2 s}. */
  static String duration(Duration duration) {
    return duration(BigDecimal.valueOf(duration.toNanos(), 6));
  }

  private static String duration(BigDecimal milliseconds) {
    return milliseconds.compareTo(BigDecimal.valueOf(1_000)) < 0
        ? rounded(milliseconds) + " ms"
        : rounded(milliseconds.movePointLeft(3)) + " s";
  }

  /** For example {@code , $0.0123}; empty when nothing was billed. */
  static String cost(@Nullable Usd cost, @Nullable CostStatus status) {
    if (cost == null) {
      return status == null ? "" : ", cost unknown";
    }
    return (status == CostStatus.PARTIAL ? ", at least " : ", ") + cost;
  }

  private static String rounded(BigDecimal value) {
    int scale = Math.max(0, SHOWN_DIGITS - value.precision() + value.scale());
    return value
        .setScale(Math.min(scale, value.scale()), RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
