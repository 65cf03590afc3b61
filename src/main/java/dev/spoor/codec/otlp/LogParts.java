package dev.spoor.codec.otlp;

import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A log record as it is read. */
final class LogParts implements RecordParts<OtlpLog> {
  private static final int MOST_SEVERITY = 24;
  private static final String EVENT_NAME = "event.name";

  private final Instant undated;
  String traceId = "";
  String spanId = "";
  long nanos;
  long observedNanos;
  long severity;
  String eventName = "";
  @Nullable JsonValue body;
  JsonObject attributes = JsonObject.EMPTY;

  /**
   * Says nothing yet.
   *
   * @param undated when it happened, if it does not say
   */
  LogParts(Instant undated) {
    this.undated = undated;
  }

  @Override
  public String id() {
    return Ids.shown(spanId);
  }

  @Override
  public OtlpLog record(OtlpOrigin origin) {
    String attribute = attributes.text(EVENT_NAME);
    return new OtlpLog(
        origin,
        Ids.traceOrNone("traceId", traceId),
        Ids.spanOrNone("spanId", spanId),
        at(),
        severity < 0 || severity > MOST_SEVERITY ? 0 : (int) severity,
        eventName.isEmpty() && attribute != null ? attribute : eventName,
        body,
        attributes);
  }

  private Instant at() {
    Instant happened = Nanos.time("timeUnixNano", nanos);
    Instant observed = Nanos.time("observedTimeUnixNano", observedNanos);
    if (happened != null) {
      return happened;
    }
    return observed == null ? undated : observed;
  }
}
