package dev.spoor.codec.otlp;

/**
 * The three kinds of requests and what their parts are called ({@code
 * opentelemetry/proto/collector}).
 */
public enum OtlpSignal {
  /** Spans. */
  TRACES("resourceSpans", "scopeSpans", "spans", "rejectedSpans"),
  /** Log records. */
  LOGS("resourceLogs", "scopeLogs", "logRecords", "rejectedLogRecords"),
  /** Metrics, whose points are counted. */
  METRICS("resourceMetrics", "scopeMetrics", "metrics", "rejectedDataPoints");

  private final String resources;
  private final String scopes;
  private final String records;
  private final String rejected;

  OtlpSignal(String resources, String scopes, String records, String rejected) {
    this.resources = resources;
    this.scopes = scopes;
    this.records = records;
    this.rejected = rejected;
  }

  /** The one member of a request, for example {@code resourceSpans}. */
  String resources() {
    return resources;
  }

  /** Its parts by instrumentation, for example {@code scopeSpans}. */
  String scopes() {
    return scopes;
  }

  /** What those hold, for example {@code spans}. */
  String records() {
    return records;
  }

  /** How many were left out, for example {@code rejectedSpans}. */
  String rejected() {
    return rejected;
  }
}
