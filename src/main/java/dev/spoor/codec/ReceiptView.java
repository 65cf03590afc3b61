package dev.spoor.codec;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.model.Advice;
import dev.spoor.model.Receipt;
import dev.spoor.model.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a write as our own JSON has it (contract, section 2), out. What a run always shows
 * is shown as {@link RunView} does; {@code advice} is left out when there is nothing to say.
 */
public final class ReceiptView {
  private static final List<String> SHOWN_OF_A_RUN =
      List.of(
          "trace_id",
          "run_id",
          "url",
          "status",
          "duration_ms",
          "cost_usd",
          "cost_status",
          "span_count",
          "usage");

  private ReceiptView() {}

  /**
   * What one run of a write is now.
   *
   * @param run one of the receipt's runs
   * @param url its page; null when nothing serves pages
   * @param more warnings of the door, before the receipt's own
   */
  public static JsonObject json(Receipt receipt, Run run, @Nullable String url, List<String> more) {
    JsonObject all = RunView.json(run, url);
    JsonObject.Builder object = JsonObject.builder();
    SHOWN_OF_A_RUN.forEach(name -> object.put(name, all.get(name)));
    if (!receipt.advice().isEmpty()) {
      object.put("advice", JsonArray.of(receipt.advice(), ReceiptView::advice));
    }
    Warnings warnings = new Warnings();
    more.forEach(warnings::add);
    receipt.warnings().forEach(warnings::add);
    receipt
        .rejected()
        .forEach(rejected -> warnings.add(rejected.id() + ": " + rejected.mistake().getMessage()));
    return object
        .put("flags", all.get("flags"))
        .put("warnings", JsonArray.ofTexts(warnings.texts()))
        .build();
  }

  /** What the agent is told. */
  public static JsonObject advice(Advice advice) {
    return JsonObject.builder()
        .put("code", advice.code().name())
        .put("message", advice.message())
        .put("span_ids", JsonArray.of(advice.spanIds(), span -> new JsonString(span.hex())))
        .put("suggestion", advice.suggestion())
        .build();
  }
}
