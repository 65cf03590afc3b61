package dev.spoor.codec.dialect;

import dev.spoor.codec.otlp.OtlpLeftOut;
import dev.spoor.codec.otlp.OtlpLog;
import dev.spoor.codec.otlp.OtlpSpan;
import dev.spoor.codec.otlp.SpoorSpans;
import dev.spoor.model.BadInput;
import dev.spoor.model.Batch;
import dev.spoor.model.Rejected;
import dev.spoor.model.RunDraft;
import dev.spoor.model.Score;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.TraceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What spans and log records become, ours and those of other programs. Thread-safe when the mapping
 * is.
 */
public final class OtlpDrafts {
  private final OtlpMapping mapping = new OtlpMapping();
  private final CodexTraces codex = new CodexTraces();
  private final String ownStore;

  /** Takes whatever comes. */
  public OtlpDrafts() {
    this("");
  }

  /**
   * Refuses what comes back.
   *
   * @param ownStore the id of the store that takes spans, which may have passed them on itself
   */
  public OtlpDrafts(String ownStore) {
    this.ownStore = ownStore;
  }

  /**
   * Drafts.
   *
   * @param batch what can be stored
   * @param rejected spans that claim to be ours and are not
   * @param leftOut spans and log records that are of no run
   */
  public record Drafted(Batch batch, List<Rejected> rejected, OtlpLeftOut leftOut) {
    /** Copies the list. */
    public Drafted {
      rejected = List.copyOf(rejected);
    }
  }

  /** The drafts of spans and their runs. */
  public Drafted spans(List<OtlpSpan> sent) {
    CodexTraces.Sorted sorted = codex.sorted(sent);
    List<OtlpSpan> spans = sorted.spans();
    List<OtlpSpan> ours = spans.stream().filter(SpoorSpans::isOurs).toList();
    if (ours.isEmpty()) {
      return new Drafted(mapping.spans(spans), List.of(), sorted.leftOut());
    }
    Map<TraceId, RunDraft> runs = new LinkedHashMap<>();
    List<SpanDraft> drafts = new ArrayList<>();
    List<Score> scores = new ArrayList<>();
    List<Rejected> rejected = new ArrayList<>();
    for (OtlpSpan span : ours) {
      try {
        SpoorSpans.requireNotVia(span, ownStore);
        SpanDraft draft = SpoorSpans.span(span);
        scores.addAll(SpoorSpans.scores(span));
        drafts.add(draft);
        SpoorSpans.run(span)
            .ifPresent(
                run -> runs.merge(run.traceId(), run, (earlier, later) -> later.over(earlier)));
      } catch (BadInput mistake) {
        rejected.add(new Rejected(span.traceId(), span.spanId().hex(), mistake));
      }
    }
    Batch others = mapping.spans(spans.stream().filter(span -> !SpoorSpans.isOurs(span)).toList());
    others.runs().forEach(run -> runs.putIfAbsent(run.traceId(), run));
    drafts.addAll(others.spans());
    scores.addAll(others.scores());
    return new Drafted(
        new Batch(List.copyOf(runs.values()), drafts, scores), rejected, sorted.leftOut());
  }

  /** The drafts of log records. */
  public Drafted logs(List<OtlpLog> logs) {
    List<OtlpLog> unplaced = new ArrayList<>();
    Batch batch = mapping.logs(logs, unplaced::add);
    List<String> reasons =
        unplaced.stream()
            .limit(1)
            .map(log -> "log record " + log.eventName() + ": no trace or turn that it belongs to")
            .toList();
    return new Drafted(batch, List.of(), new OtlpLeftOut(unplaced.size(), reasons));
  }
}
