package dev.spoor.codec.otlp;

import dev.spoor.codec.Times;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events and links, which senders may have told in ways that OTLP has no place for. */
enum PointForm {
  EVENT("events", SpoorAttributes.EVENTS) {
    @Override
    JsonObject.@Nullable Builder begun(JsonObject ours) {
      String name = ours.text("name");
      String at = ours.text("at");
      // An event of this name is a score.
      if (name == null || at == null || name.equals(SpoorAttributes.EVALUATION)) {
        return null;
      }
      Instant time = Times.parse(at).filter(Times::inRange).orElse(null);
      if (time == null || !Times.json(time).value().equals(at)) {
        return null;
      }
      long nanos = time.getEpochSecond() * 1_000_000_000L + time.getNano();
      return nanos == 0
          ? null
          : JsonObject.builder().put("timeUnixNano", Long.toString(nanos)).put("name", name);
    }
  },
  LINK("links", SpoorAttributes.LINKS) {
    @Override
    JsonObject.@Nullable Builder begun(JsonObject ours) {
      String trace = ours.text("trace_id");
      String span = ours.text("span_id");
      boolean exact =
          trace != null
              && span != null
              && TraceId.parse(trace).filter(id -> id.hex().equals(trace)).isPresent()
              && SpanId.parse(span).filter(id -> id.hex().equals(span)).isPresent();
      return exact ? JsonObject.builder().put("traceId", trace).put("spanId", span) : null;
    }
  };

  private static final int OWN_MEMBERS = 2;
  private final String member;
  private final String attribute;

  PointForm(String member, String attribute) {
    this.member = member;
    this.attribute = attribute;
  }

  /** What OTLP calls the list. */
  String member() {
    return member;
  }

  /** Where the list is when OTLP has no place for it. */
  String attribute() {
    return attribute;
  }

  /** The element's own two members in OTLP; null when it has others than OTLP knows. */
  abstract JsonObject.@Nullable Builder begun(JsonObject ours);

  /** The list in OTLP; null when it would not read back as it is. */
  @Nullable JsonArray toOtlp(JsonArray ours) {
    List<JsonValue> elements = new ArrayList<>(ours.elements().size());
    for (JsonValue element : ours.elements()) {
      JsonObject written = element instanceof JsonObject object ? toOtlp(object) : null;
      if (written == null) {
        return null;
      }
      elements.add(written);
    }
    return elements.isEmpty() ? null : new JsonArray(elements);
  }

  private @Nullable JsonObject toOtlp(JsonObject ours) {
    JsonObject.Builder written = begun(ours);
    JsonObject attributes = ours.object("attributes");
    boolean known = ours.members().size() == OWN_MEMBERS + (attributes.members().isEmpty() ? 0 : 1);
    List<JsonValue> exact = known ? ValueJson.exact(attributes) : null;
    if (written == null || exact == null) {
      return null;
    }
    return exact.isEmpty()
        ? written.build()
        : written.put("attributes", new JsonArray(exact)).build();
  }
}
