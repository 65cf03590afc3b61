package dev.spoor.evals;

import dev.spoor.evals.Verdict.Status;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import java.util.List;

/**
 * What a suite says of some runs.
 *
 * @param suite its name
 * @param gate the answer in one line
 * @param results every verdict: runs in the order asked, checks in the order written
 */
public record EvalReport(String suite, Gate gate, List<Verdict> results) {
  public EvalReport {
    results = List.copyOf(results);
  }

  /** The verdicts that wait for a judge. */
  public List<Verdict> pending() {
    return results.stream().filter(verdict -> verdict.status() == Status.PENDING).toList();
  }

  /** The contract's answer of {@code run_evals}. */
  public JsonObject toJson() {
    return JsonObject.builder()
        .put("gate", gate.toJson())
        .put("results", JsonArray.of(results, Verdict::toJson))
        .put("pending", JsonArray.of(pending(), Verdict::toJson))
        .build();
  }
}
