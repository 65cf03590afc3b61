package dev.spoor.codec.claude;

import dev.spoor.codec.session.Place;
import dev.spoor.codec.session.Step;
import dev.spoor.json.JsonArray;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The steps of one conversation: which are new or changed, and which tools have not answered. */
final class Steps {
  private final StoredSteps stored;
  private final Set<Step> changed = new LinkedHashSet<>();
  private final Set<ToolUse> openTools = new LinkedHashSet<>();
  private boolean answeredLate;

  Steps(StoredSteps stored) {
    this.stored = stored;
  }

  /** A step is new, or more is known of it. */
  void changed(Step step) {
    changed.add(step);
    stored.remove(step);
  }

  /** A tool was called. */
  void began(ToolUse tool) {
    openTools.add(tool);
    changed(tool);
  }

  /**
   * A tool has answered.
   *
   * @param elsewhere whether another conversation heard it, after this one was over
   */
  void answered(ToolUse tool, boolean elsewhere) {
    openTools.remove(tool);
    changed(tool);
    answeredLate |= elsewhere;
  }

  /** Whether a tool has not answered. */
  boolean hasOpenTools() {
    return !openTools.isEmpty();
  }

  /** Gives tools that have not answered up, or waits for them again. */
  void giveUpTools(@Nullable Instant at) {
    openTools.stream().filter(tool -> tool.giveUp(at)).forEach(this::changed);
  }

  /** Tells a tool about the agent that it began. */
  void tell(ToolUse tool, Instant lastSign, JsonArray events) {
    if (tool.hear(lastSign, events)) {
      changed(tool);
    }
  }

  /** Whether a tool was answered after the conversation was over, which may be how it ended. */
  boolean wasAnsweredLate() {
    return answeredLate;
  }

  /** Forgets that anything has changed, since it is stored. */
  void forgetChanges() {
    answeredLate = false;
    changed.forEach(stored::add);
    changed.clear();
  }

  /** Hands over every step that is new or changed. */
  void drain(Place place, Consumer<SpanDraft> drafts) {
    for (Step step : changed) {
      SpanId spanId = SpanId.derived(place.traceId(), step.key());
      drafts.accept(new SpanDraft(place.traceId(), spanId, step.fields(place.agent())));
    }
    forgetChanges();
  }
}
