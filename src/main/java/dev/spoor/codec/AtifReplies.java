package dev.spoor.codec;

import java.util.List;

/**
 * Which steps of an ATIF file are calls of the model. One reply may stand as several steps with one
 * time: then the step with metrics is the call, and the others tell what it did. A reply without
 * metrics is a call where no step has any, or when it only speaks; where others have metrics, it is
 * a tool call that the model's answer to was lost.
 */
final class AtifReplies {
  private final boolean[] calls;

  AtifReplies(List<AtifStep> steps) {
    calls = new boolean[steps.size()];
    boolean counted = steps.stream().anyMatch(step -> step.metrics() != null);
    int from = 0;
    while (from < steps.size()) {
      int to = from + 1;
      while (to < steps.size() && sameReply(steps.get(to - 1), steps.get(to))) {
        to++;
      }
      mark(steps.subList(from, to), from, counted);
      from = to;
    }
  }

  /** Whether the step at that place is a call of the model. */
  boolean isCall(int index) {
    return calls[index];
  }

  private void mark(List<AtifStep> reply, int from, boolean counted) {
    boolean measured = reply.stream().anyMatch(step -> step.metrics() != null);
    for (int i = 0; i < reply.size(); i++) {
      AtifStep step = reply.get(i);
      boolean first = i == 0 && (!counted || step.calls().isEmpty());
      calls[from + i] = step.by("agent") && (measured ? step.metrics() != null : first);
    }
  }

  private static boolean sameReply(AtifStep before, AtifStep step) {
    return before.dated()
        && step.dated()
        && before.at().equals(step.at())
        && before.by("agent")
        && step.by("agent");
  }
}
