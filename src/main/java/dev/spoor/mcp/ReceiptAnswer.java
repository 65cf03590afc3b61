package dev.spoor.mcp;

import dev.spoor.codec.ReceiptView;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.ToolResult;
import dev.spoor.model.Advice;
import dev.spoor.model.Receipt;
import dev.spoor.model.Run;
import java.util.ArrayList;
import java.util.List;

/** The answer to a write that a whole run comes back from. */
final class ReceiptAnswer {
  private static final int MOST_FLAGS = 20;
  private static final int MOST_SPANS_OF_A_FLAG = 5;

  private ReceiptAnswer() {}

  /**
   * The answer.
   *
   * @param links where the run is looked at
   * @param warnings what the door has to say beside the receipt
   * @param more further members, for example {@code evals}
   */
  static ToolResult of(
      Receipt receipt, Run run, Links links, List<String> warnings, JsonObject more) {
    JsonObject whole = ReceiptView.json(receipt, run, links.run(run.traceId()), warnings);
    return AnswerSize.largest(
        MOST_FLAGS,
        flags ->
            ToolResult.of(structured(whole, flags, more), text(receipt, run, links, warnings)));
  }

  private static JsonObject structured(JsonObject whole, int mostFlags, JsonObject more) {
    String runId = whole.text("run_id");
    JsonArray flags = whole.array("flags");
    JsonArray shown =
        JsonArray.of(first(flags.elements(), mostFlags), flag -> shortened((JsonObject) flag));
    JsonObject.Builder structured = JsonObject.builder();
    whole.members().forEach(structured::put);
    structured.put("flags", shown);
    if (!whole.array("advice").elements().isEmpty()) {
      structured.put(
          "advice",
          JsonArray.of(whole.array("advice").elements(), advice -> shortened((JsonObject) advice)));
    }
    more.members().forEach(structured::put);
    int missing = flags.elements().size() - shown.elements().size();
    if (missing > 0) {
      structured.put(
          "left_out", JsonArray.ofTexts(List.of(missing + " flags: spoor show " + runId)));
    }
    return structured.build();
  }

  /** A flag or piece of advice with its first spans only. */
  static JsonObject shortened(JsonObject flag) {
    JsonObject.Builder shortened = JsonObject.builder();
    flag.members().forEach(shortened::put);
    return shortened
        .put(
            "span_ids",
            new JsonArray(first(flag.array("span_ids").elements(), MOST_SPANS_OF_A_FLAG)))
        .build();
  }

  private static String text(Receipt receipt, Run run, Links links, List<String> warnings) {
    List<String> lines = new ArrayList<>();
    lines.add(RunLine.of(run));
    receipt.advice().forEach(advice -> lines.add(line(advice)));
    warnings.forEach(warning -> lines.add("warning: " + warning));
    receipt.warnings().forEach(warning -> lines.add("warning: " + warning));
    receipt.rejected().forEach(r -> lines.add("not stored: " + r.mistake().getMessage()));
    List<String> shown = new ArrayList<>(first(lines, 12));
    shown.add(links.view(run.traceId()));
    return String.join("\n", shown);
  }

  /** For example {@code LOOP: the same call three times. Change the arguments.} */
  static String line(Advice advice) {
    return advice.code() + ": " + advice.message() + " " + advice.suggestion();
  }

  private static <T> List<T> first(List<T> items, int most) {
    return items.subList(0, Math.min(items.size(), most));
  }

  /** The advice as an agent is told it. */
  static JsonArray json(List<Advice> advice) {
    return JsonArray.of(advice, each -> shortened(ReceiptView.advice(each)));
  }
}
