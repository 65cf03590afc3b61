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
            shown -> ToolResult.of(json(report, shown, true, List.of()), text(report, shown))),
        warnings);
  }

  /** What a receipt says of its run's grading: what came out, not where. */
  static JsonObject ofReceipt(EvalReport report) {
    int shown = Math.min(MOST_VERDICTS_OF_A_RECEIPT, report.results().size());
    return json(report, shown, false, List.of("evidence: run_evals"));
  }

  private static JsonObject json(
      EvalReport report, int shown, boolean evidence, List<String> alsoLeftOut) {
    List<Verdict> results = worstFirst(report).subList(0, shown);
    List<Verdict> pending =
        results.stream().filter(v -> v.status() == Verdict.Status.PENDING).toList();
    List<String> leftOut = new ArrayList<>(alsoLeftOut);
    if (shown < report.results().size()) {
      leftOut.add(
          (report.results().size() - shown)
              + " verdicts, none worse than these: run_evals with fewer runs or checks");
    }
    JsonObject.Builder json =
        JsonObject.builder()
            .put("gate", report.gate().toJson())
            .put("results", JsonArray.of(results, verdict -> json(verdict, evidence)))
            .put("pending", JsonArray.of(pending, verdict -> json(verdict, evidence)));
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

  private static JsonValue json(Verdict verdict, boolean evidence) {
    JsonObject.Builder json = JsonObject.builder();
    verdict.toJson().members().forEach(json::put);
    List<Verdict.Evidence> shown = evidence ? verdict.evidence() : List.of();
    return json.put("evidence", JsonArray.of(shown, EvalAnswer::json)).build();
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
