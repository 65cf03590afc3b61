package dev.spoor.mcp;

import dev.spoor.codec.SearchView;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.ToolResult;
import dev.spoor.model.Excerpt;
import dev.spoor.model.SearchCursor;
import dev.spoor.model.SearchPage;
import dev.spoor.model.SpanHit;
import dev.spoor.model.TraceId;
import dev.spoor.model.Wtf8;
import dev.spoor.query.RunQuery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in a run something stands, a page of spans at a time. */
final class RunSearchPage {
  private static final int MOST_HITS = 30;

  private final TraceId traceId;
  private final int offset;
  private final int mostBytes;
  private final List<SpanHit> hits;
  private final boolean more;
  private final long unindexed;

  private RunSearchPage(
      TraceId traceId,
      int offset,
      int mostBytes,
      List<SpanHit> hits,
      boolean more,
      long unindexed) {
    this.traceId = traceId;
    this.offset = offset;
    this.mostBytes = mostBytes;
    this.hits = hits;
    this.more = more;
    this.unindexed = unindexed;
  }

  /**
   * Searches.
   *
   * @param offset how many spans that were found to pass over
   * @param mostBytes of each text
   */
  static RunSearchPage of(RunQuery runs, TraceId traceId, String text, int offset, int mostBytes) {
    List<SpanHit> hits = new ArrayList<>();
    long end = (long) offset + MOST_HITS;
    @Nullable SearchCursor after = null;
    long unindexed;
    do {
      int most = (int) Math.min(end - hits.size(), Integer.MAX_VALUE);
      SearchPage page = runs.searchRun(traceId, text, after, most);
      hits.addAll(page.hits());
      after = page.next();
      unindexed = page.unindexed();
    } while (after != null && hits.size() < end);
    List<SpanHit> shown = hits.subList(Math.min(offset, hits.size()), hits.size());
    return new RunSearchPage(traceId, offset, mostBytes, shown, after != null, unindexed);
  }

  /** As many of them as fit. */
  ToolResult answer() {
    return AnswerSize.largest(hits.size(), this::answer);
  }

  private ToolResult answer(int shown) {
    boolean rest = more || shown < hits.size();
    int next = offset + shown;
    List<String> leftOut = new ArrayList<>();
    if (rest) {
      leftOut.add("further spans: pass offset " + next);
    }
    if (unindexed > 0) {
      leftOut.add("about " + unindexed + " new spans are not searched yet: ask again");
    }
    leftOut.add(
        "what follows a text: view span with span_id, field and offset; of each text the first 64"
            + " Ki characters are searched");
    List<SpanHit> page = hits.subList(0, shown);
    JsonObject structured =
        JsonObject.builder()
            .put("view", GetTraceTool.View.SEARCH.word())
            .put("trace_id", traceId.hex())
            .put("run_id", traceId.runId())
            .put("hits", JsonArray.of(page, this::json))
            .putOrNull("next_offset", rest ? JsonNumber.of(next) : null)
            .put("left_out", JsonArray.ofTexts(leftOut))
            .build();
    List<String> lines = new ArrayList<>();
    page.forEach(hit -> lines.add(json(hit).write()));
    if (page.isEmpty()) {
      lines.add("no span matches");
    }
    lines.add("left out: " + String.join("; ", leftOut));
    return ToolResult.of(structured, String.join("\n", lines));
  }

  private JsonObject json(SpanHit hit) {
    return JsonObject.builder()
        .put("span_id", hit.spanId().hex())
        .put("kind", hit.kind().word())
        .put("name", AnswerSize.label(hit.name()))
        .put("started_at", hit.startedAt().toString())
        .put("found", JsonArray.of(hit.excerpts(), excerpt -> json(hit, excerpt)))
        .build();
  }

  private JsonObject json(SpanHit hit, Excerpt excerpt) {
    Untrusted piece = piece(hit, excerpt);
    int end = piece.text().length();
    return JsonObject.builder()
        .put("field", excerpt.source().word())
        .put(
            "marks",
            SearchView.marks(excerpt.marks().stream().filter(mark -> mark.end() <= end).toList()))
        .put("text", piece.json())
        .build();
  }

  private Untrusted piece(SpanHit hit, Excerpt excerpt) {
    Untrusted cut = Untrusted.of(hit.spanId(), excerpt.text(), 0, mostBytes);
    int offsetInText = Math.toIntExact(excerpt.offset());
    return new Untrusted(
        hit.spanId(),
        cut.text(),
        offsetInText,
        offsetInText + Wtf8.encode(cut.text()).length,
        Math.toIntExact(excerpt.bytes()));
  }
}
