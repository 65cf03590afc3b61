package dev.spoor.codec.session;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What happened to an agent that is no step of its own, as a span's events have it. */
public final class EventLog {
  private final List<JsonValue> events = new ArrayList<>();

  public void add(String name, Instant at, JsonObject attributes) {
    events.add(
        JsonObject.builder()
            .put("name", name)
            .put("at", at.toString())
            .put("attributes", Rest.orNull(attributes))
            .build());
  }

  /** All of them, in the order in which they were written. */
  public JsonArray json() {
    return new JsonArray(events);
  }
}
