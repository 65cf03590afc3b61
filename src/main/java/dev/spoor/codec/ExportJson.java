package dev.spoor.codec;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Run;
import dev.spoor.model.Span;
import dev.spoor.model.SpanKind;
import dev.spoor.model.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run with everything in it: {@code {trace, spans, evaluations}}, as {@code show --json}, {@code
 * export --format json} and {@code GET /api/logs/{trace}} answer (contract, sections 3 and 4).
 */
public final class ExportJson {
  private ExportJson() {}

  /**
   * The whole run. Its {@code llm} spans carry {@code input_tokens}, {@code output_tokens} and
   * {@code cached_input_tokens} flat as well.
   *
   * @param spans all of them, the root included, in the order to show
   * @param cut how much of payloads
   * @param url the run's page; null when nothing serves pages
   */
  public static JsonObject json(Run run, List<Span> spans, PayloadCut cut, @Nullable String url) {
    Span root =
        spans.stream()
            .filter(span -> span.spanId().equals(run.rootSpanId()))
            .findFirst()
            .orElse(null);
    return JsonObject.builder()
        .put("trace", RunView.json(run, root, cut, url))
        .put("spans", JsonArray.of(spans, span -> span(span, cut)))
        .put("evaluations", JsonArray.of(run.scores(), RunView::score))
        .build();
  }

  private static JsonValue span(Span span, PayloadCut cut) {
    JsonObject view = SpanView.json(span, cut);
    Usage usage = span.usage();
    if (span.kind() != SpanKind.LLM || usage == null) {
      return view;
    }
    JsonObject.Builder flat = JsonObject.builder();
    view.members().forEach(flat::put);
    return flat.put("input_tokens", usage.inputTokens())
        .put("output_tokens", usage.outputTokens())
        .put("cached_input_tokens", usage.cachedInputTokens())
        .build();
  }
}
