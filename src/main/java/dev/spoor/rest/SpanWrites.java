package dev.spoor.rest;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.ReceiptView;
import dev.spoor.codec.SpanJson;
import dev.spoor.codec.Warnings;
import dev.spoor.http.Request;
import dev.spoor.http.Response;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import dev.spoor.model.Batch;
import dev.spoor.model.Receipt;
import dev.spoor.model.Rejected;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes in spans of a run that is stored. */
final class SpanWrites {
  private static final int MOST_SPANS = 10_000;

  private final RestServices services;

  SpanWrites(RestServices services) {
    this.services = services;
  }

  /** {@code POST /api/traces/{run}/spans}: one span, or an array of them. */
  Response add(Request request) {
    TraceId traceId = RunAddress.toWrite(request, services.runs());
    JsonValue body = JsonBody.read(request);
    Warnings warnings = new Warnings();
    return body instanceof JsonArray array
        ? addEach(array, traceId, warnings)
        : addOne(JsonBody.object(body), traceId, warnings);
  }

  private Response addOne(JsonObject body, TraceId traceId, Warnings warnings) {
    SpanDraft draft = draft(body, traceId, warnings, Set.of());
    Receipt receipt = services.ingest().accept(Batch.ofSpans(List.of(draft)));
    RunAddress.written(receipt);
    JsonObject.Builder answer =
        JsonObject.builder().put("trace_id", traceId.hex()).put("span_id", draft.spanId().hex());
    return Response.json(told(answer, receipt, warnings).build().write());
  }

  private Response addEach(JsonArray array, TraceId traceId, Warnings warnings) {
    Set<SpanId> before = new HashSet<>();
    Entries<SpanDraft> entries =
        new Entries<>(
            array,
            MOST_SPANS,
            entry -> {
              SpanDraft draft = draft(entry, traceId, warnings, before);
              before.add(draft.spanId());
              return draft;
            });
    Receipt receipt = services.ingest().accept(Batch.ofSpans(List.copyOf(entries.read().values())));
    List<JsonValue> stored = new ArrayList<>();
    for (Map.Entry<Integer, SpanDraft> entry : entries.read().entrySet()) {
      String spanId = entry.getValue().spanId().hex();
      BadInput mistake = mistake(receipt, spanId);
      if (mistake == null) {
        stored.add(
            JsonObject.builder().put("index", entry.getKey()).put("span_id", spanId).build());
      } else {
        entries.refuse(entry.getKey(), mistake);
      }
    }
    JsonObject.Builder answer =
        JsonObject.builder().put("trace_id", traceId.hex()).put("spans", new JsonArray(stored));
    return entries.answer(told(answer, receipt, warnings));
  }

  private static @Nullable BadInput mistake(Receipt receipt, String spanId) {
    return receipt.rejected().stream()
        .filter(rejected -> rejected.id().equals(spanId))
        .map(Rejected::mistake)
        .findFirst()
        .orElse(null);
  }

  /**
   * Reads a span.
   *
   * @param before the spans that the same message told of before, which need not say again what
   *     they are
   */
  private SpanDraft draft(JsonObject body, TraceId traceId, Warnings warnings, Set<SpanId> before) {
    Arguments arguments = Arguments.of(body, warnings);
    SpanDraft draft = SpanJson.draft(arguments, traceId, services.ids());
    arguments.finish();
    BadInput missing = SpanJson.missingOfNew(draft);
    if (missing != null && !before.contains(draft.spanId()) && !isStored(draft)) {
      throw missing;
    }
    return draft;
  }

  private boolean isStored(SpanDraft draft) {
    return services.runs().findSpan(draft.traceId(), draft.spanId()).isPresent();
  }

  private static JsonObject.Builder told(
      JsonObject.Builder answer, Receipt receipt, Warnings warnings) {
    if (!receipt.advice().isEmpty()) {
      answer.put("advice", JsonArray.of(receipt.advice(), ReceiptView::advice));
    }
    receipt.warnings().forEach(warnings::add);
    return answer.put("warnings", JsonArray.ofTexts(warnings.texts()));
  }
}
