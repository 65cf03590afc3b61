package dev.spoor.codec.otlp;

import dev.spoor.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Spans, log records and metrics from JSON; unknown members are passed over. */
final class JsonRecords {
  private static final List<String> KINDS =
      named("SPAN_KIND_", "UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER");
  private static final List<String> STATUSES = named("STATUS_CODE_", "UNSET", "OK", "ERROR");
  private static final List<String> SEVERITIES = severities();
  private static final List<String> POINTS =
      List.of("gauge", "sum", "histogram", "exponentialHistogram", "summary");

  private JsonRecords() {}

  /** {@code trace.v1.Span}. */
  static void read(JsonMessage span, SpanParts parts) {
    parts.spanId = span.text("spanId");
    parts.traceId = span.text("traceId");
    parts.parentSpanId = span.text("parentSpanId");
    parts.traceState = span.text("traceState");
    parts.name = span.text("name");
    parts.kind = span.constant("kind", KINDS);
    parts.startNanos = span.nanos("startTimeUnixNano");
    parts.endNanos = span.nanos("endTimeUnixNano");
    parts.attributes = JsonValues.attributes(span);
    span.messages("events").forEach(event -> parts.events.add(event(event)));
    span.messages("links").forEach(link -> parts.links.add(link(link)));
    JsonMessage status = span.message("status");
    parts.status = status.constant("code", STATUSES);
    parts.statusMessage = status.text("message");
  }

  private static SpanParts.EventParts event(JsonMessage event) {
    SpanParts.EventParts parts = new SpanParts.EventParts();
    parts.nanos = event.nanos("timeUnixNano");
    parts.name = event.text("name");
    parts.attributes = JsonValues.attributes(event);
    return parts;
  }

  private static SpanParts.LinkParts link(JsonMessage link) {
    SpanParts.LinkParts parts = new SpanParts.LinkParts();
    parts.traceId = link.text("traceId");
    parts.spanId = link.text("spanId");
    parts.attributes = JsonValues.attributes(link);
    return parts;
  }

  /** {@code logs.v1.LogRecord}. */
  static void read(JsonMessage log, LogParts parts) {
    parts.spanId = log.text("spanId");
    parts.traceId = log.text("traceId");
    parts.nanos = log.nanos("timeUnixNano");
    parts.observedNanos = log.nanos("observedTimeUnixNano");
    parts.severity = log.constant("severityNumber", SEVERITIES);
    parts.eventName = log.text("eventName");
    JsonValue body = log.value("body");
    parts.body = body == null ? null : JsonValues.value(JsonMessage.of("body", body));
    parts.attributes = JsonValues.attributes(log);
  }

  /** {@code metrics.v1.Metric}. */
  static void read(JsonMessage metric, MetricParts parts) {
    for (String data : POINTS) {
      parts.points += metric.message(data).messages("dataPoints").size();
    }
  }

  private static List<String> named(String prefix, String... names) {
    return List.of(names).stream().map(prefix::concat).toList();
  }

  private static List<String> severities() {
    List<String> names = new ArrayList<>();
    names.add("SEVERITY_NUMBER_UNSPECIFIED");
    for (String level : List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL")) {
      for (String step : List.of("", "2", "3", "4")) {
        names.add("SEVERITY_NUMBER_" + level + step);
      }
    }
    return List.copyOf(names);
  }
}
