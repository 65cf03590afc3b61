package dev.spoor.mcp;

import dev.spoor.codec.ReceiptView;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.mcp.protocol.ToolResult;
import dev.spoor.model.Receipt;
import dev.spoor.model.Run;
import java.util.ArrayList;
import java.util.List;

/** The answer to a write that a whole run comes back from. */
final class ReceiptAnswer {
  private static final int MOST_FLAGS = 20;
  private static final int MOST_SPANS_OF_A_FLAG = 5;
  private static final int MOST_LINES = 12;

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
    return of(
        ReceiptView.json(receipt, run, links.run(run.traceId()), warnings),
        links.view(run.traceId()),
        more);
  }

  /**
   * The answer.
   *
   * @param receipt as our own JSON has it
   * @param view how a person looks at the run, in a line
   * @param more further members, for example {@code evals}
   */
  static ToolResult of(JsonObject receipt, String view, JsonObject more) {
    return AnswerSize.largest(
        MOST_FLAGS, flags -> ToolResult.of(structured(receipt, flags, more), text(receipt, view)));
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

  private static String text(JsonObject receipt, String view) {
    List<String> lines = new ArrayList<>();
    lines.add(RunLine.of(receipt));
    receipt.array("advice").elements().forEach(advice -> lines.add(line((JsonObject) advice)));
    receipt
        .array("warnings")
        .elements()
        .forEach(warning -> lines.add("warning: " + ((JsonString) warning).value()));
    List<String> shown = new ArrayList<>(first(lines, MOST_LINES));
    shown.add(view);
    return String.join("\n", shown);
  }

  /** For example {@code LOOP: the same call three times. Change the arguments.} */
  static String line(JsonObject advice) {
    return advice.text("code") + ": " + advice.text("message") + " " + advice.text("suggestion");
  }

  private static <T> List<T> first(List<T> items, int most) {
    return items.subList(0, Math.min(items.size(), most));
  }
}
