package dev.spoor.codec.otlp;

import java.time.Instant;
import java.util.Optional;

/**
 * Reads requests (github.com/open-telemetry/opentelemetry-proto, docs/specification.md). A record
 * that is wrong is left out and named, the others are read; a body that is no request at all is
 * {@link dev.spoor.model.BadInput}.
 *
 * @param encoding how they are written
 * @param undated when a log record happened that does not say
 */
public record OtlpReader(OtlpEncoding encoding, Instant undated) {
  /** Reads an {@code ExportTraceServiceRequest}. */
  public OtlpRead<OtlpSpan> spans(byte[] body) {
    RecordList<OtlpSpan> spans = new RecordList<>(OtlpSignal.TRACES);
    if (body.length == 0) {
      return spans.read();
    } else if (encoding == OtlpEncoding.PROTOBUF) {
      new ProtobufRequest<>(spans, SpanParts::new, ProtobufRecords::read).walk(body);
    } else {
      new JsonRequest<>(OtlpSignal.TRACES, spans, SpanParts::new, JsonRecords::read).walk(body);
    }
    return spans.read();
  }

  /** Reads an {@code ExportLogsServiceRequest}. */
  public OtlpRead<OtlpLog> logs(byte[] body) {
    RecordList<OtlpLog> logs = new RecordList<>(OtlpSignal.LOGS);
    if (body.length == 0) {
      return logs.read();
    } else if (encoding == OtlpEncoding.PROTOBUF) {
      new ProtobufRequest<>(logs, this::log, ProtobufRecords::read).walk(body);
    } else {
      new JsonRequest<>(OtlpSignal.LOGS, logs, this::log, JsonRecords::read).walk(body);
    }
    return logs.read();
  }

  private LogParts log() {
    return new LogParts(undated);
  }

  /** Reads the number of points of each metric of an {@code ExportMetricsServiceRequest}. */
  public OtlpRead<Long> points(byte[] body) {
    RecordList<Long> metrics = new RecordList<>(OtlpSignal.METRICS);
    if (body.length == 0) {
      return metrics.read();
    } else if (encoding == OtlpEncoding.PROTOBUF) {
      new ProtobufRequest<>(metrics, MetricParts::new, ProtobufRecords::read).walk(body);
    } else {
      new JsonRequest<>(OtlpSignal.METRICS, metrics, MetricParts::new, JsonRecords::read)
          .walk(body);
    }
    return metrics.read();
  }

  /**
   * Which request a body is that does not say so by its address: JSON tells by the name of its
   * member, protobuf by the form of its first record. Empty when it is none, or has no record.
   */
  public Optional<OtlpSignal> signal(byte[] body) {
    if (body.length == 0) {
      return Optional.empty();
    }
    return encoding == OtlpEncoding.PROTOBUF
        ? ProtobufRequest.signal(body)
        : JsonRequest.signal(body);
  }
}
