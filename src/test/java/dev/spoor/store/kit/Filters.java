package dev.spoor.store.kit;

import dev.spoor.model.RunFilter;
import dev.spoor.model.RunStatus;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usd;
import java.time.Instant;
import java.util.List;

/** Filters of one condition, and of two. */
public final class Filters {
  private Filters() {}

  /** Every condition alone. */
  public static List<RunFilter> one() {
    return List.of(
        status(RunStatus.ERROR),
        agent("codex"),
        project("spoor"),
        feature("search"),
        model("claude-x"),
        tag("nightly"),
        session("session-1"),
        runner("runner-1"),
        thread("thread-1"),
        since(Runs.NOON),
        until(Runs.NOON.plusSeconds(1_000)),
        name("BUILD"),
        flagged(true),
        minCost(5),
        parent(Runs.id(99)));
  }

  public static RunFilter status(RunStatus status) {
    return new RunFilter(
        status, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  public static RunFilter agent(String agent) {
    return new RunFilter(
        null, agent, null, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  public static RunFilter project(String project) {
    return new RunFilter(
        null, null, project, null, null, null, null, null, null, null, null, null, null, null,
        null);
  }

  public static RunFilter feature(String feature) {
    return new RunFilter(
        null, null, null, feature, null, null, null, null, null, null, null, null, null, null,
        null);
  }

  public static RunFilter model(String model) {
    return new RunFilter(
        null, null, null, null, model, null, null, null, null, null, null, null, null, null, null);
  }

  public static RunFilter tag(String tag) {
    return new RunFilter(
        null, null, null, null, null, tag, null, null, null, null, null, null, null, null, null);
  }

  public static RunFilter session(String sessionId) {
    return new RunFilter(
        null, null, null, null, null, null, sessionId, null, null, null, null, null, null, null,
        null);
  }

  public static RunFilter runner(String runnerId) {
    return new RunFilter(
        null, null, null, null, null, null, null, runnerId, null, null, null, null, null, null,
        null);
  }

  public static RunFilter thread(String threadId) {
    return new RunFilter(
        null, null, null, null, null, null, null, null, threadId, null, null, null, null, null,
        null);
  }

  public static RunFilter since(Instant since) {
    return new RunFilter(
        null, null, null, null, null, null, null, null, null, since, null, null, null, null, null);
  }

  public static RunFilter until(Instant until) {
    return new RunFilter(
        null, null, null, null, null, null, null, null, null, null, until, null, null, null, null);
  }

  public static RunFilter name(String part) {
    return new RunFilter(
        null, null, null, null, null, null, null, null, null, null, null, part, null, null, null);
  }

  public static RunFilter flagged(boolean flagged) {
    return new RunFilter(
        null, null, null, null, null, null, null, null, null, null, null, null, flagged, null,
        null);
  }

  public static RunFilter minCost(long nanos) {
    return new RunFilter(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        new Usd(nanos),
        null);
  }

  public static RunFilter parent(TraceId parent) {
    return new RunFilter(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, parent);
  }

  /** What both say. */
  public static RunFilter both(RunFilter one, RunFilter other) {
    return new RunFilter(
        either(one.status(), other.status()),
        either(one.agent(), other.agent()),
        either(one.project(), other.project()),
        either(one.feature(), other.feature()),
        either(one.model(), other.model()),
        either(one.tag(), other.tag()),
        either(one.sessionId(), other.sessionId()),
        either(one.runnerId(), other.runnerId()),
        either(one.threadId(), other.threadId()),
        either(one.since(), other.since()),
        either(one.until(), other.until()),
        either(one.text(), other.text()),
        either(one.flagged(), other.flagged()),
        either(one.minCost(), other.minCost()),
        either(one.parent(), other.parent()));
  }

  private static <T> T either(T one, T other) {
    return one == null ? other : one;
  }
}
