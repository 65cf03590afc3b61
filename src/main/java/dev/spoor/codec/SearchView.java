package dev.spoor.codec;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.model.Excerpt;
import dev.spoor.model.SearchCursor;
import dev.spoor.model.SpanHit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a search found as {@code {hits, nextCursor}}. */
public final class SearchView {
  private SearchView() {}

  /**
   * A page.
   *
   * @param next null at the end, and written as null
   */
  public static JsonObject json(List<SpanHit> hits, @Nullable SearchCursor next) {
    return JsonObject.builder()
        .put("hits", JsonArray.of(hits, SearchView::json))
        .putOrNull("nextCursor", next == null ? null : new JsonString(next.text()))
        .build();
  }

  private static JsonObject json(SpanHit hit) {
    return JsonObject.builder()
        .put("trace_id", hit.traceId().hex())
        .put("run_id", hit.traceId().runId())
        .put("run_name", hit.runName())
        .put("span_id", hit.spanId().hex())
        .put("kind", hit.kind().word())
        .put("name", hit.name())
        .put("started_at", hit.startedAt().toString())
        .put("excerpts", JsonArray.of(hit.excerpts(), SearchView::json))
        .build();
  }

  private static JsonObject json(Excerpt excerpt) {
    return JsonObject.builder()
        .put("field", excerpt.source().word())
        .put("text", excerpt.text())
        .put("offset", excerpt.offset())
        .put("bytes", excerpt.bytes())
        .put("marks", marks(excerpt.marks()))
        .build();
  }

  /** Places as {@code [[start, end]]}, in UTF-16 code units. */
  public static JsonArray marks(List<Excerpt.Mark> marks) {
    return JsonArray.of(
        marks,
        mark -> JsonArray.of(List.of(mark.start(), mark.end()), place -> JsonNumber.of(place)));
  }
}
