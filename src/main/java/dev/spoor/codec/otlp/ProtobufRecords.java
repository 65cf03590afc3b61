package dev.spoor.codec.otlp;

import dev.spoor.json.JsonObject;

/** Spans, log records and metrics from protobuf; unknown fields are passed over. */
final class ProtobufRecords {
  private ProtobufRecords() {}

  /** {@code trace.v1.Span}. */
  static void read(ProtobufMessage span, SpanParts parts) {
    JsonObject.Builder attributes = JsonObject.builder();
    while (span.next()) {
      switch (span.field()) {
        case 1 -> parts.traceId = span.hex("traceId");
        case 2 -> parts.spanId = span.hex("spanId");
        case 3 -> parts.traceState = span.text("traceState");
        case 4 -> parts.parentSpanId = span.hex("parentSpanId");
        case 5 -> parts.name = span.text("name");
        case 6 -> parts.kind = span.varint("kind");
        case 7 -> parts.startNanos = span.fixed64("startTimeUnixNano");
        case 8 -> parts.endNanos = span.fixed64("endTimeUnixNano");
        case 9 -> ProtobufValues.add(attributes, span.message("attributes"));
        case 11 -> parts.events.add(event(span.message("events")));
        case 13 -> parts.links.add(link(span.message("links")));
        case 15 -> status(span.message("status"), parts);
        default -> {}
      }
    }
    parts.attributes = attributes.build();
  }

  private static SpanParts.EventParts event(ProtobufMessage event) {
    SpanParts.EventParts parts = new SpanParts.EventParts();
    JsonObject.Builder attributes = JsonObject.builder();
    while (event.next()) {
      switch (event.field()) {
        case 1 -> parts.nanos = event.fixed64("timeUnixNano");
        case 2 -> parts.name = event.text("name");
        case 3 -> ProtobufValues.add(attributes, event.message("attributes"));
        default -> {}
      }
    }
    parts.attributes = attributes.build();
    return parts;
  }

  private static SpanParts.LinkParts link(ProtobufMessage link) {
    SpanParts.LinkParts parts = new SpanParts.LinkParts();
    JsonObject.Builder attributes = JsonObject.builder();
    while (link.next()) {
      switch (link.field()) {
        case 1 -> parts.traceId = link.hex("traceId");
        case 2 -> parts.spanId = link.hex("spanId");
        case 4 -> ProtobufValues.add(attributes, link.message("attributes"));
        default -> {}
      }
    }
    parts.attributes = attributes.build();
    return parts;
  }

  private static void status(ProtobufMessage status, SpanParts parts) {
    while (status.next()) {
      switch (status.field()) {
        case 2 -> parts.statusMessage = status.text("message");
        case 3 -> parts.status = status.varint("code");
        default -> {}
      }
    }
  }

  /** {@code logs.v1.LogRecord}. */
  static void read(ProtobufMessage log, LogParts parts) {
    JsonObject.Builder attributes = JsonObject.builder();
    while (log.next()) {
      switch (log.field()) {
        case 1 -> parts.nanos = log.fixed64("timeUnixNano");
        case 2 -> parts.severity = log.varint("severityNumber");
        case 5 -> parts.body = ProtobufValues.value(log.message("body"));
        case 6 -> ProtobufValues.add(attributes, log.message("attributes"));
        case 9 -> parts.traceId = log.hex("traceId");
        case 10 -> parts.spanId = log.hex("spanId");
        case 11 -> parts.observedNanos = log.fixed64("observedTimeUnixNano");
        case 12 -> parts.eventName = log.text("eventName");
        default -> {}
      }
    }
    parts.attributes = attributes.build();
  }

  /** {@code metrics.v1.Metric}: gauge, sum, three kinds of histograms, each with its points. */
  static void read(ProtobufMessage metric, MetricParts parts) {
    while (metric.next()) {
      switch (metric.field()) {
        case 5, 7, 9, 10, 11 -> points(metric.message("data"), parts);
        default -> {}
      }
    }
  }

  private static void points(ProtobufMessage data, MetricParts parts) {
    while (data.next()) {
      if (data.field() == 1) {
        parts.points++;
      }
    }
  }
}
