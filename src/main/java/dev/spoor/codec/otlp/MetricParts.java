package dev.spoor.codec.otlp;

/** A metric, of which only the number of its points is read. */
final class MetricParts implements RecordParts<Long> {
  long points;

  @Override
  public String id() {
    return "";
  }

  @Override
  public Long record(OtlpOrigin origin) {
    return points;
  }
}
