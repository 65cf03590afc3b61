package dev.spoor.sdk;

import dev.spoor.sdk.Ids.Place;
import org.jspecify.annotations.Nullable;

/** A run while it lasts: its outermost span. Over when it is closed. */
public final class Trace extends SpanScope {
  Trace(Spoor spoor, Place place, String name) {
    super(spoor, place, null, name, Kind.AGENT);
  }

  /** Groups runs, such as the turns of one conversation. */
  public Trace session(@Nullable String sessionId) {
    set("session.id", sessionId);
    return this;
  }

  /** Whom it ran for. */
  public Trace user(@Nullable String userId) {
    set("user.id", userId);
    return this;
  }

  /** The project, instead of the one that was configured. */
  public Trace project(@Nullable String project) {
    set("spoor.run.project", project);
    return this;
  }

  /** The agent, instead of the one that was configured. */
  public Trace agent(@Nullable String agent) {
    set("spoor.run.agent", agent);
    return this;
  }

  /** The feature its cost is booked to. */
  public Trace feature(@Nullable String feature) {
    set("spoor.run.feature", feature);
    return this;
  }

  /** Where it ran, such as {@code production}. */
  public Trace environment(@Nullable String environment) {
    set("spoor.run.environment", environment);
    return this;
  }

  /** Which release of the agent ran. */
  public Trace release(@Nullable String release) {
    set("spoor.run.release", release);
    return this;
  }

  /** Anything else about the run, as JSON knows it. */
  public Trace metadata(@Nullable Object metadata) {
    set("spoor.run.metadata", metadata);
    return this;
  }

  /** Why it stopped. */
  public Trace haltReason(@Nullable String reason) {
    set("spoor.run.halt_reason", reason);
    return this;
  }
}
