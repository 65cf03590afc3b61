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
    return RunFilter.builder().status(status).build();
  }

  public static RunFilter agent(String agent) {
    return RunFilter.builder().agent(agent).build();
  }

  public static RunFilter project(String project) {
    return RunFilter.builder().project(project).build();
  }

  public static RunFilter feature(String feature) {
    return RunFilter.builder().feature(feature).build();
  }

  public static RunFilter model(String model) {
    return RunFilter.builder().model(model).build();
  }

  public static RunFilter tag(String tag) {
    return RunFilter.builder().tag(tag).build();
  }

  public static RunFilter session(String sessionId) {
    return RunFilter.builder().sessionId(sessionId).build();
  }

  public static RunFilter runner(String runnerId) {
    return RunFilter.builder().runnerId(runnerId).build();
  }

  public static RunFilter thread(String threadId) {
    return RunFilter.builder().threadId(threadId).build();
  }

  public static RunFilter since(Instant since) {
    return RunFilter.builder().since(since).build();
  }

  public static RunFilter until(Instant until) {
    return RunFilter.builder().until(until).build();
  }

  public static RunFilter name(String part) {
    return RunFilter.builder().text(part).build();
  }

  public static RunFilter flagged(boolean flagged) {
    return RunFilter.builder().flagged(flagged).build();
  }

  public static RunFilter minCost(long nanos) {
    return RunFilter.builder().minCost(new Usd(nanos)).build();
  }

  public static RunFilter parent(TraceId parent) {
    return RunFilter.builder().parent(parent).build();
  }

  /** What both say. */
  public static RunFilter both(RunFilter one, RunFilter other) {
    return RunFilter.builder()
        .status(either(one.status(), other.status()))
        .agent(either(one.agent(), other.agent()))
        .project(either(one.project(), other.project()))
        .feature(either(one.feature(), other.feature()))
        .model(either(one.model(), other.model()))
        .tag(either(one.tag(), other.tag()))
        .sessionId(either(one.sessionId(), other.sessionId()))
        .runnerId(either(one.runnerId(), other.runnerId()))
        .threadId(either(one.threadId(), other.threadId()))
        .since(either(one.since(), other.since()))
        .until(either(one.until(), other.until()))
        .text(either(one.text(), other.text()))
        .flagged(either(one.flagged(), other.flagged()))
        .minCost(either(one.minCost(), other.minCost()))
        .parent(either(one.parent(), other.parent()))
        .build();
  }

  private static <T> T either(T one, T other) {
    return one == null ? other : one;
  }
}
