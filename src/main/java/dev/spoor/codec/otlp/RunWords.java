package dev.spoor.codec.otlp;

import dev.spoor.codec.RunView;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Run;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Score;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a root span tells of its run beside itself. */
final class RunWords {
  private RunWords() {}

  /** Adds what is said of the run. */
  static void add(Run run, AttributeList attributes) {
    JsonObject view = RunView.json(run, null);
    view.members()
        .forEach(
            (name, value) -> {
              if (SpoorAttributes.RUN_FIELDS.contains(name)) {
                attributes.value(SpoorAttributes.RUN + name, value);
              } else if (SpoorAttributes.RUN_OBJECTS.contains(name)
                  && !value.equals(JsonObject.EMPTY)) {
                attributes.json(SpoorAttributes.RUN + name, value);
              }
            });
    attributes.text(SpoorAttributes.CONVERSATION, view.text("session_id"));
    if (run.status() == RunStatus.ABANDONED) {
      addAbandoned(run, attributes);
    }
  }

  /** Adds that the run was given up; its other spans say so too, or they would revive it. */
  static void addAbandoned(Run run, AttributeList attributes) {
    Instant end = run.totals().endedAt();
    attributes.text(
        SpoorAttributes.ABANDONED_AT, (end == null ? run.totals().lastSignAt() : end).toString());
  }

  /** The run's scores as events that other readers know. */
  static List<JsonValue> scores(Run run) {
    List<JsonValue> events = new ArrayList<>();
    for (Score score : run.scores()) {
      JsonObject view = RunView.score(score);
      AttributeList attributes = new AttributeList();
      SpoorAttributes.SCORE_FIELDS.forEach(
          (name, attribute) -> attributes.value(attribute, view.get(name)));
      events.add(
          JsonObject.builder()
              .put("timeUnixNano", Nanos.text(score.createdAt()))
              .put("name", SpoorAttributes.EVALUATION)
              .put("attributes", attributes.array())
              .build());
    }
    return events;
  }
}
