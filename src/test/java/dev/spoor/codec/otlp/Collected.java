package dev.spoor.codec.otlp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A request that was read to its end: its records in the order sent, how many were left out, and
 * why.
 */
public record Collected<T>(List<T> records, long rejected, List<String> reasons) {
  static final Instant UNDATED = Instant.parse("2026-11-20T12:00:00Z");

  static Collected<OtlpSpan> spans(OtlpReader reader, byte[] body) {
    List<OtlpSpan> spans = new ArrayList<>();
    return of(spans, reader.spans(body, spans::addAll));
  }

  static Collected<OtlpLog> logs(OtlpReader reader, byte[] body) {
    List<OtlpLog> logs = new ArrayList<>();
    return of(logs, reader.logs(body, logs::addAll));
  }

  static Collected<Long> points(OtlpReader reader, byte[] body) {
    List<Long> points = new ArrayList<>();
    return of(points, reader.points(body, points::addAll));
  }

  private static <T> Collected<T> of(List<T> records, OtlpLeftOut leftOut) {
    return new Collected<>(records, leftOut.count(), leftOut.reasons());
  }

  /** The spans of a sample, none of which may be wrong. */
  public static List<OtlpSpan> spans(String json) {
    return whole(spans(json(), utf8(json)));
  }

  /** The log records of a sample, none of which may be wrong. */
  public static List<OtlpLog> logs(String json) {
    return whole(logs(json(), utf8(json)));
  }

  private static <T> List<T> whole(Collected<T> sample) {
    if (sample.rejected > 0) {
      throw new IllegalArgumentException(String.valueOf(sample.reasons));
    }
    return sample.records;
  }

  private static OtlpReader json() {
    return new OtlpReader(OtlpEncoding.JSON, UNDATED);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
