package dev.spoor.codec.session;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one agent did, step by step: a turn of a session, or a sub-agent's task. */
public final class AgentWork {
  private final List<GrowingSpan> steps = new ArrayList<>();
  private final EventLog events = new EventLog();
  private Instant startedAt;
  private Instant lastAt;
  private @Nullable Place place;

  /** Work that begins. */
  public AgentWork(Instant startedAt) {
    this.startedAt = startedAt;
    this.lastAt = startedAt;
  }

  /** One more step. */
  public void add(GrowingSpan step) {
    steps.add(step);
  }

  /** Something happened that is no step. */
  public void event(String name, Instant at, JsonObject attributes) {
    events.add(name, at, attributes);
  }

  /** Tells a span, which is the agent's, what happened. */
  public void tellEvents(GrowingSpan agent) {
    if (!events.json().elements().isEmpty()) {
      agent.set(SpanField.EVENTS, Json.text(events.json()));
    }
  }

  /**
   * When something was done that was written down then.
   *
   * @param time null when the line does not say: then with the one before it
   */
  public Instant at(@Nullable Instant time) {
    Instant at = time == null ? lastAt : time;
    lastAt = at.isAfter(lastAt) ? at : lastAt;
    return at;
  }

  /** It began then. */
  public void startAt(Instant at) {
    startedAt = at;
    lastAt = at.isAfter(lastAt) ? at : lastAt;
  }

  /** When it began. */
  public Instant startedAt() {
    return startedAt;
  }

  /** Its last sign. */
  public Instant lastAt() {
    return lastAt;
  }

  /** Where it belongs; null as long as nobody knows. */
  public @Nullable Place place() {
    return place;
  }

  /** Says where it belongs. */
  public void belongTo(Place where) {
    place = where;
  }

  /** Hands over every step that is new or changed, if it is known where it belongs. */
  public void drain(Consumer<SpanDraft> drafts) {
    Place known = place;
    if (known == null) {
      return;
    }
    for (GrowingSpan step : steps) {
      if (step.isChanged()) {
        drafts.accept(draft(step, known, known.agent()));
      }
    }
  }

  /** What was handed over is stored: of steps that ended no payload is kept. */
  public void forgetPayloads() {
    steps.stream()
        .filter(step -> !step.isChanged() && step.endedAt() != null)
        .forEach(GrowingSpan::forgetPayloads);
  }

  /** Hands over a span of an agent, if it is new or changed. */
  public static void drain(
      GrowingSpan agent, Place place, @Nullable SpanId parent, Consumer<SpanDraft> drafts) {
    if (agent.isChanged()) {
      drafts.accept(draft(agent, place, parent));
    }
  }

  private static SpanDraft draft(GrowingSpan span, Place place, @Nullable SpanId parent) {
    SpanId id = SpanId.derived(place.traceId(), span.key());
    span.forgetChanges();
    return new SpanDraft(place.traceId(), id, span.fields(parent));
  }
}
