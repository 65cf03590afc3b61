package dev.spoor.codec.otlp;

import dev.spoor.json.JsonObject;
import dev.spoor.model.BadInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A span as it is read: ids in hex, times in nanoseconds. */
final class SpanParts implements RecordParts<OtlpSpan> {
  private static final int MOST_KIND = 5;
  private static final int MOST_STATUS = 2;

  String traceId = "";
  String spanId = "";
  String parentSpanId = "";
  String traceState = "";
  String name = "";
  long kind;
  long startNanos;
  long endNanos;
  JsonObject attributes = JsonObject.EMPTY;
  final List<EventParts> events = new ArrayList<>();
  final List<LinkParts> links = new ArrayList<>();
  long status;
  String statusMessage = "";

  /** A point in time as it is read. */
  static final class EventParts {
    long nanos;
    String name = "";
    JsonObject attributes = JsonObject.EMPTY;
  }

  /** Another span as it is read. */
  static final class LinkParts {
    String traceId = "";
    String spanId = "";
    JsonObject attributes = JsonObject.EMPTY;
  }

  @Override
  public String id() {
    return Ids.shown(spanId);
  }

  @Override
  public OtlpSpan record(OtlpOrigin origin) {
    Instant start = Nanos.time("startTimeUnixNano", startNanos);
    if (start == null) {
      throw BadInput.of("startTimeUnixNano", "must be more than 0");
    }
    return new OtlpSpan(
        origin,
        Ids.trace("traceId", traceId),
        Ids.span("spanId", spanId),
        Ids.spanOrNone("parentSpanId", parentSpanId),
        name,
        known(kind, MOST_KIND),
        start,
        Nanos.time("endTimeUnixNano", endNanos),
        attributes,
        events(start),
        links(),
        known(status, MOST_STATUS),
        statusMessage,
        traceState);
  }

  /** A later version of the protocol may number more. */
  private static int known(long number, int most) {
    return number < 0 || number > most ? 0 : (int) number;
  }

  private List<OtlpSpan.Event> events(Instant start) {
    List<OtlpSpan.Event> read = new ArrayList<>(events.size());
    for (int i = 0; i < events.size(); i++) {
      EventParts event = events.get(i);
      Instant at = Nanos.time("events[" + i + "].timeUnixNano", event.nanos);
      read.add(new OtlpSpan.Event(at == null ? start : at, event.name, event.attributes));
    }
    return read;
  }

  private List<OtlpSpan.Link> links() {
    List<OtlpSpan.Link> read = new ArrayList<>(links.size());
    for (int i = 0; i < links.size(); i++) {
      LinkParts link = links.get(i);
      String place = "links[" + i + "].";
      read.add(
          new OtlpSpan.Link(
              Ids.trace(place + "traceId", link.traceId),
              Ids.span(place + "spanId", link.spanId),
              link.attributes));
    }
    return read;
  }
}
