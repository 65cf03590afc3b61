package dev.spoor.codec;

import dev.spoor.model.BadInput;
import dev.spoor.model.Fields;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one {@code record_run}, which may name each other by labels of their sender's own: a
 * {@code span_id} that is no span id is a label, and its id is derived from it, so that the same
 * message sent again is the same spans.
 */
final class SpanLabels {
  private static final int MOST_LISTED = 20;
  private static final int LONGEST_LISTED = 40;
  private static final int NO_PARENT_HERE = -1;

  private final TraceId traceId;
  private final NewIds ids;
  private final Map<String, Integer> indexes = new HashMap<>();
  private final List<String> labels = new ArrayList<>();
  private final List<SpanId> spanIds = new ArrayList<>();

  SpanLabels(TraceId traceId, NewIds ids) {
    this.traceId = traceId;
    this.ids = ids;
  }

  /** Reads the spans, each of which needs a name and a kind. */
  List<SpanDraft> drafts(List<Arguments> spans) {
    spans.forEach(this::name);
    int[] parents = new int[spans.size()];
    List<SpanDraft> drafts = new ArrayList<>(spans.size());
    for (int i = 0; i < spans.size(); i++) {
      Fields.Builder fields = Fields.builder();
      parents[i] = parent(spans.get(i), fields);
      SpanJson.read(spans.get(i), fields);
      spans.get(i).text("name", Limits.NAME, "run the tests").required();
      spans.get(i).text("kind", Limits.WORD, "llm").required();
      drafts.add(new SpanDraft(traceId, spanIds.get(i), fields.build()));
    }
    requireNoRing(spans, parents);
    return drafts;
  }

  private void name(Arguments span) {
    int index = spanIds.size();
    Argument<String> sent = label(span, "span_id");
    String label = sent.value();
    if (label == null) {
      spanIds.add(ids.spanId());
      return;
    }
    SpanId spanId = SpanId.parse(label).orElseGet(() -> SpanId.derived(traceId, "label\n" + label));
    Integer first = indexes.putIfAbsent(spanId.hex(), index);
    if (first != null) {
      throw sent.mistake("must not be the span_id of spans[" + first + "] again", "a repeat");
    }
    spanIds.add(spanId);
    labels.add(label);
  }

  /** Says the parent; answers which of these spans it is, if it is one. */
  private int parent(Arguments span, Fields.Builder fields) {
    Argument<String> sent = label(span, "parent_span_id");
    String label = sent.value();
    if (label == null) {
      sent.map(none -> (SpanId) null).into(fields, SpanField.PARENT);
      return NO_PARENT_HERE;
    }
    @Nullable SpanId known = SpanId.parse(label).orElse(null);
    SpanId parent = known == null ? SpanId.derived(traceId, "label\n" + label) : known;
    Integer index = indexes.get(parent.hex());
    if (index == null && known == null) {
      throw sent.mistake(
          "must be the span_id of another span of this call"
              + listed()
              + ", or a stored span's id; leave it out under the root",
          "another label");
    }
    fields.set(SpanField.PARENT, parent);
    return index == null ? NO_PARENT_HERE : index;
  }

  private static Argument<String> label(Arguments span, String name) {
    return span.text(name, Limits.WORD, "step-1");
  }

  private String listed() {
    if (labels.isEmpty()) {
      return " (none has one)";
    }
    List<String> shown =
        labels.stream()
            .limit(MOST_LISTED)
            .map(label -> "`" + Arguments.shown(label, LONGEST_LISTED) + "`")
            .toList();
    int more = labels.size() - shown.size();
    return " (" + String.join(", ", shown) + (more > 0 ? " and " + more + " more)" : ")");
  }

  private static void requireNoRing(List<Arguments> spans, int[] parents) {
    int[] walkOf = new int[parents.length];
    for (int start = 0; start < parents.length; start++) {
      int walk = start + 1;
      int at = start;
      while (at != NO_PARENT_HERE && walkOf[at] == 0) {
        walkOf[at] = walk;
        at = parents[at];
      }
      if (at != NO_PARENT_HERE && walkOf[at] == walk) {
        throw BadInput.of(
                spans.get(at).path() + ".parent_span_id",
                "must not lead back to the span itself through its parents")
            .got("a ring")
            .example("\"parent_span_id\": \"step-1\" in step-2, and none in step-1");
      }
    }
  }
}
