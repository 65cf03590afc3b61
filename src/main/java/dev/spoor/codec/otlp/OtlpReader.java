package dev.spoor.codec.otlp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads requests (github.com/open-telemetry/opentelemetry-proto, docs/specification.md) and hands
 * on what they hold in batches, so that the records of a large one never stand in memory together.
 * A record that is wrong is left out and named, the others are read; a body that is no request at
 * all is {@link dev.spoor.model.BadInput}, which may be seen only when batches were handed on.
 *
 * @param encoding how they are written
 * @param undated when a log record happened that does not say
 */
public record OtlpReader(OtlpEncoding encoding, Instant undated) {
  /** Reads an {@code ExportTraceServiceRequest}. */
  public OtlpLeftOut spans(byte[] body, Consumer<List<OtlpSpan>> batches) {
    RecordList<OtlpSpan> spans = new RecordList<>(OtlpSignal.TRACES, batches);
    if (body.length == 0) {
      return spans.end();
    } else if (encoding == OtlpEncoding.PROTOBUF) {
      new ProtobufRequest<>(spans, SpanParts::new, ProtobufRecords::read).walk(body);
    } else {
      new JsonRequest<>(OtlpSignal.TRACES, spans, SpanParts::new, JsonRecords::read).walk(body);
    }
    return spans.end();
  }

  /** Reads an {@code ExportLogsServiceRequest}. */
  public OtlpLeftOut logs(byte[] body, Consumer<List<OtlpLog>> batches) {
    RecordList<OtlpLog> logs = new RecordList<>(OtlpSignal.LOGS, batches);
    if (body.length == 0) {
      return logs.end();
    } else if (encoding == OtlpEncoding.PROTOBUF) {
      new ProtobufRequest<>(logs, this::log, ProtobufRecords::read).walk(body);
    } else {
      new JsonRequest<>(OtlpSignal.LOGS, logs, this::log, JsonRecords::read).walk(body);
    }
    return logs.end();
  }

  private LogParts log() {
    return new LogParts(undated);
  }

  /** Reads the number of points of each metric of an {@code ExportMetricsServiceRequest}. */
  public OtlpLeftOut points(byte[] body, Consumer<List<Long>> batches) {
    RecordList<Long> metrics = new RecordList<>(OtlpSignal.METRICS, batches);
    if (body.length == 0) {
      return metrics.end();
    } else if (encoding == OtlpEncoding.PROTOBUF) {
      new ProtobufRequest<>(metrics, MetricParts::new, ProtobufRecords::read).walk(body);
    } else {
      new JsonRequest<>(OtlpSignal.METRICS, metrics, MetricParts::new, JsonRecords::read)
          .walk(body);
    }
    return metrics.end();
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
