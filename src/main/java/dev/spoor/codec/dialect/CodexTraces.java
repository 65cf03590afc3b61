package dev.spoor.codec.dialect;

import dev.spoor.codec.otlp.OtlpLeftOut;
import dev.spoor.codec.otlp.OtlpOrigin;
import dev.spoor.codec.otlp.OtlpSpan;
import dev.spoor.model.SpanKind;
import dev.spoor.model.TraceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of Codex's traces are work on a turn. Codex traces all that it does, in dozens of traces of
 * which most hold one step of its own upkeep, such as a file of settings that it reads. Those would
 * be dozens of runs beside each turn's; what they tell is of no turn, so they are left out.
 *
 * <p>Remembers a bounded number of traces, since a turn is told in many requests and not each of
 * them names it. Thread-safe.
 */
final class CodexTraces {
  private static final int MOST_TRACES = 10_000;

  private final Map<TraceId, Boolean> work =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TraceId, Boolean> eldest) {
          return size() > MOST_TRACES;
        }
      };

  /**
   * Spans without those of upkeep.
   *
   * @param spans all others
   * @param leftOut how many were, and why
   */
  record Sorted(List<OtlpSpan> spans, OtlpLeftOut leftOut) {}

  synchronized Sorted sorted(List<OtlpSpan> sent) {
    Set<TraceId> ofTurns = new HashSet<>();
    for (OtlpSpan span : sent) {
      if (isTraced(span.origin()) && !ofTurns.contains(span.traceId()) && isWork(span)) {
        ofTurns.add(span.traceId());
      }
    }
    ofTurns.forEach(trace -> work.put(trace, true));
    List<OtlpSpan> spans = new ArrayList<>(sent.size());
    List<String> reasons = new ArrayList<>();
    for (OtlpSpan span : sent) {
      if (!isTraced(span.origin()) || work.containsKey(span.traceId())) {
        spans.add(span);
      } else if (reasons.isEmpty()) {
        reasons.add("span " + span.spanId().hex() + ": Codex's own upkeep, which is of no turn");
      }
    }
    return new Sorted(spans, new OtlpLeftOut(sent.size() - spans.size(), reasons));
  }

  /** Whether it is Codex that traces itself, and not another program with such a name. */
  private static boolean isTraced(OtlpOrigin origin) {
    return Codex.isSender(origin)
        && origin.scopeName().startsWith(Codex.SOURCE)
        && "rust".equals(origin.resource().text("telemetry.sdk.language"));
  }

  private static boolean isWork(OtlpSpan span) {
    Attributes attributes = new Attributes(span.attributes());
    return Codex.namesTurn(attributes)
        || Kinds.of(span.origin(), span.name(), attributes) != SpanKind.INTERNAL;
  }
}
