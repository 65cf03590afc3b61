package dev.spoor.mcp;

import dev.spoor.codec.Argument;
import dev.spoor.codec.Arguments;
import dev.spoor.evals.Check;
import dev.spoor.evals.Checks;
import dev.spoor.evals.EvalReport;
import dev.spoor.evals.Verdict;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.mcp.protocol.ToolResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Verdicts as an agent is told them: what they quote from a run is wrapped as untrusted. */
final class EvalAnswer {
  private static final String EXAMPLE = "[{\"type\": \"cost\", \"threshold\": 0.05}]";
  private static final int EXCERPT_BYTES = 400;
  private static final int MOST_VERDICTS = 100;
  private static final int MOST_VERDICTS_OF_A_RECEIPT = 10;

  private EvalAnswer() {}

  /** The checks of a call. */
  static Argument<List<Check>> checks(Arguments arguments, String name) {
    return arguments.value(name, EXAMPLE).map(sent -> Checks.parse(sent, name));
  }

  /** The answer of {@code run_evals}. */
  static ToolResult of(EvalReport report, List<String> warnings) {
    return ToolAnswers.withWarnings(
        AnswerSize.largest(
            Math.min(MOST_VERDICTS, report.results().size()),
            shown -> ToolResult.of(json(report, shown), text(report, shown))),
        warnings);
  }

  /**
   * What a receipt says of its run's grading: what came out, not where.
   *
   * @param report as {@link EvalReport#toJson} has it
   */
  static JsonObject ofReceipt(JsonObject report) {
    List<JsonObject> results = new ArrayList<>();
    report.array("results").elements().forEach(verdict -> results.add((JsonObject) verdict));
    results.sort(Comparator.comparing(EvalAnswer::isGood));
    List<JsonValue> shown =
        results.stream()
            .limit(MOST_VERDICTS_OF_A_RECEIPT)
            .map(EvalAnswer::withoutEvidence)
            .toList();
    List<JsonValue> pending =
        shown.stream().filter(verdict -> is(Verdict.Status.PENDING, (JsonObject) verdict)).toList();
    return json(
        report.object("gate"),
        new JsonArray(shown),
        new JsonArray(pending),
        leftOut(List.of("evidence: run_evals"), results.size() - shown.size()));
  }

  private static boolean isGood(JsonObject verdict) {
    return is(Verdict.Status.PASS, verdict) || is(Verdict.Status.SKIPPED, verdict);
  }

  private static boolean is(Verdict.Status status, JsonObject verdict) {
    return status.word().equals(verdict.text("status"));
  }

  private static JsonValue withoutEvidence(JsonObject verdict) {
    JsonObject.Builder json = JsonObject.builder();
    verdict.members().forEach(json::put);
    return json.put("evidence", JsonArray.EMPTY).build();
  }

  private static JsonObject json(EvalReport report, int shown) {
    List<Verdict> results = worstFirst(report).subList(0, shown);
    List<Verdict> pending =
        results.stream().filter(v -> v.status() == Verdict.Status.PENDING).toList();
    return json(
        report.gate().toJson(),
        JsonArray.of(results, EvalAnswer::json),
        JsonArray.of(pending, EvalAnswer::json),
        leftOut(List.of(), report.results().size() - shown));
  }

  private static List<String> leftOut(List<String> already, int verdicts) {
    List<String> leftOut = new ArrayList<>(already);
    if (verdicts > 0) {
      leftOut.add(
          verdicts + " verdicts, none worse than these: run_evals with fewer runs or checks");
    }
    return leftOut;
  }

  private static JsonObject json(
      JsonObject gate, JsonArray results, JsonArray pending, List<String> leftOut) {
    JsonObject.Builder json =
        JsonObject.builder().put("gate", gate).put("results", results).put("pending", pending);
    return leftOut.isEmpty()
        ? json.build()
        : json.put("left_out", JsonArray.ofTexts(leftOut)).build();
  }

  /** What did not pass comes first, for it is what the agent has to know. */
  private static List<Verdict> worstFirst(EvalReport report) {
    List<Verdict> sorted = new ArrayList<>();
    report.results().stream().filter(verdict -> !isGood(verdict)).forEach(sorted::add);
    report.results().stream().filter(EvalAnswer::isGood).forEach(sorted::add);
    return sorted;
  }

  private static boolean isGood(Verdict verdict) {
    return verdict.status() == Verdict.Status.PASS || verdict.status() == Verdict.Status.SKIPPED;
  }

  private static JsonValue json(Verdict verdict) {
    JsonObject.Builder json = JsonObject.builder();
    verdict.toJson().members().forEach(json::put);
    return json.put("evidence", JsonArray.of(verdict.evidence(), EvalAnswer::json)).build();
  }

  private static JsonValue json(Verdict.Evidence evidence) {
    return Untrusted.of(evidence.spanId(), evidence.excerpt(), 0, EXCERPT_BYTES).json();
  }

  private static String text(EvalReport report, int shown) {
    List<String> lines = new ArrayList<>();
    lines.add(report.gate().line());
    worstFirst(report).stream()
        .limit(shown)
        .filter(verdict -> !isGood(verdict))
        .forEach(
            verdict ->
                lines.add(
                    verdict.status().word()
                        + " "
                        + verdict.traceId().runId()
                        + " "
                        + verdict.check().metric()
                        + ": "
                        + verdict.reason()));
    return String.join("\n", lines);
  }
}
