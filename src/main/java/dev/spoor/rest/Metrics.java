package dev.spoor.rest;

import dev.spoor.http.Request;
import dev.spoor.http.Response;
import dev.spoor.ingest.IngestMeter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What this process counted, for Prometheus (text format 0.0.4). No label but the bucket's bound,
 * so that there are always as many series.
 */
final class Metrics {
  private static final int NANO_DIGITS = 9;

  private final IngestMeter meter;
  private final Supplier<List<Figure>> others;

  Metrics(IngestMeter meter, Supplier<List<Figure>> others) {
    this.meter = meter;
    this.others = others;
  }

  /** {@code GET /metrics}. */
  Response answer(Request request) {
    IngestMeter.Counts counts = meter.counts();
    StringBuilder text = new StringBuilder();
    counter(text, "spoor_runs_stored_total", "Runs that were not stored before.", counts.runs());
    counter(text, "spoor_spans_stored_total", "Spans stored, changes included.", counts.spans());
    counter(text, "spoor_scores_stored_total", "Scores stored.", counts.scores());
    counter(text, "spoor_rejected_total", "Runs, spans and scores not taken.", counts.rejected());
    counter(
        text, "spoor_write_failures_total", "Writes the store did not take.", counts.failures());
    histogram(text, counts);
    others.get().forEach(figure -> figure(text, figure));
    return Response.of(
        200,
        "text/plain; version=0.0.4; charset=utf-8",
        text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void counter(StringBuilder text, String name, String help, long value) {
    figure(text, Figure.counter(name, help, value));
  }

  private static void figure(StringBuilder text, Figure figure) {
    head(text, figure.name(), figure.help(), figure.type());
    text.append(figure.name()).append(' ').append(figure.value()).append('\n');
  }

  private static void histogram(StringBuilder text, IngestMeter.Counts counts) {
    String name = "spoor_write_seconds";
    head(text, name, "From a write's arrival until it is on disk.", "histogram");
    List<Long> writes = counts.writes();
    long sum = 0;
    for (int i = 0; i < writes.size(); i++) {
      sum += writes.get(i);
      String bound = i < IngestMeter.BOUNDS.size() ? seconds(IngestMeter.BOUNDS.get(i)) : "+Inf";
      text.append(name).append("_bucket{le=\"").append(bound).append("\"} ").append(sum);
      text.append('\n');
    }
    text.append(name).append("_sum ").append(seconds(counts.time())).append('\n');
    text.append(name).append("_count ").append(sum).append('\n');
  }

  private static void head(StringBuilder text, String name, String help, String type) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static String seconds(Duration duration) {
    BigDecimal seconds = BigDecimal.valueOf(duration.toNanos(), NANO_DIGITS);
    return seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString();
  }
}
