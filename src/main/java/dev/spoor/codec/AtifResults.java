package dev.spoor.codec;

import dev.spoor.codec.AtifStep.Call;
import dev.spoor.codec.AtifStep.Result;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which result of an ATIF file belongs to which call; each is given out once. */
final class AtifResults {
  /** By call id, what stands in another step than the call. */
  private final Map<String, Queue<Result>> elsewhere = new HashMap<>();

  private final Set<Result> taken = Collections.newSetFromMap(new IdentityHashMap<>());

  AtifResults(List<AtifStep> steps) {
    for (AtifStep step : steps) {
      for (Result result : step.results()) {
        String callId = result.callId();
        if (callId != null && step.calls().stream().noneMatch(call -> callId.equals(call.id()))) {
          elsewhere.computeIfAbsent(callId, none -> new ArrayDeque<>()).add(result);
        }
      }
    }
  }

  /** Whether the file tells results at all, so that a missing one means something. */
  static boolean any(List<AtifStep> steps) {
    return steps.stream().anyMatch(step -> !step.results().isEmpty());
  }

  /** The result of a call; null when the file has none. */
  @Nullable Result take(AtifStep step, Call call) {
    Result result =
        step.results().stream()
            .filter(candidate -> !taken.contains(candidate) && answers(step, candidate, call))
            .findFirst()
            .orElse(null);
    Queue<Result> others = elsewhere.get(call.id());
    if (result == null && others != null) {
      result = others.poll();
    }
    if (result != null) {
      taken.add(result);
    }
    return result;
  }

  /** The step's results that no call took. */
  List<Result> left(AtifStep step) {
    return step.results().stream().filter(result -> !taken.contains(result)).toList();
  }

  /**
   * Whether the file says that a call failed: beside its result, or beside the step's only call.
   */
  static boolean failed(AtifStep step, Result result) {
    JsonObject beside = step.arguments().json().object("extra");
    return saysError(result.rest())
        || saysError(result.rest().object("extra"))
        || saysError(result.rest().object("metadata"))
        || (step.calls().size() == 1
            && (JsonBoolean.of(true).equals(beside.get("tool_result_is_error"))
                || saysError(beside.object("tool_result_metadata"))
                || saysError(beside.object("metadata"))));
  }

  private static boolean saysError(JsonObject object) {
    return JsonBoolean.of(true).equals(object.get("is_error"));
  }

  private static boolean answers(AtifStep step, Result result, Call call) {
    return result.callId() == null
        ? step.calls().size() == 1 && step.results().size() == 1
        : result.callId().equals(call.id());
  }
}
