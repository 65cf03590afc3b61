package dev.spoor.ingest;

import dev.spoor.model.Fields;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.TraceId;
import dev.spoor.store.RunNames;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which span of its run a draft tells of.
 *
 * @param draft with the ids that its source knows
 * @param run as it was before
 * @param keys by which names it tells of a call
 * @param target a span that is there, or a new one under the draft's own id
 */
record SpanNaming(SpanDraft draft, RunState run, Set<String> keys, SpanId target) {
  static SpanNaming of(SpanDraft draft, RunState run) {
    SpanOutline stored = stored(draft, run);
    SpanKind other = stored == null ? SpanKind.INTERNAL : stored.kind();
    Set<String> keys = CallKeys.of(draft.fields(), draft.fields().get(SpanField.KIND, other));
    return new SpanNaming(draft, run, keys, target(draft, run, keys));
  }

  /** The span that has the draft's id, or had it once; null for a new one. */
  static @Nullable SpanOutline stored(SpanDraft draft, RunState run) {
    return run.span(run.names().stored(draft.spanId()));
  }

  /** Whether the draft may tell of a span that is there, by whatever name. */
  static boolean mayBeStored(SpanDraft draft, RunState run) {
    ToldNames names = run.names();
    return stored(draft, run) != null
        || names.isRootUnder(draft.traceId(), draft.spanId(), draft.fields())
        || CallKeys.of(draft.fields(), draft.fields().get(SpanField.KIND, SpanKind.INTERNAL))
            .stream()
            .anyMatch(names.keys()::contains);
  }

  private static SpanId target(SpanDraft draft, RunState run, Set<String> keys) {
    ToldNames names = run.names();
    SpanId spanId = draft.spanId();
    SpanId root = run.rootId();
    if (names.isAlias(spanId)) {
      return names.stored(spanId);
    } else if (run.span(spanId) != null) {
      return spanId;
    } else if (root != null && names.isRootUnder(draft.traceId(), spanId, draft.fields())) {
      return root;
    }
    SpanId same = names.sameCall(draft.traceId(), spanId, keys);
    return same == null ? spanId : same;
  }

  /**
   * Another span that is the same call, as shows only now that the draft's span has a name for it;
   * null mostly. A file may tell of a call before it tells what the call took.
   */
  @Nullable SpanId twin() {
    ToldNames names = run.names();
    boolean named = keys.stream().anyMatch(key -> names.isCall(key, target));
    if (named || names.isJoined(target) || run.span(target) == null) {
      return null;
    }
    SpanId same = names.sameCall(draft.traceId(), draft.spanId(), keys);
    return same == null || same.equals(target) || same.equals(run.rootId()) ? null : same;
  }

  /** The draft with the ids under which what it names is stored. */
  SpanDraft named() {
    Fields fields = under(run.names(), target, draft.fields());
    return new SpanDraft(run.traceId(), target, fields, draft.previousEnd(), draft.laying());
  }

  /** The words of a span with the id under which its parent is stored. */
  static Fields under(ToldNames names, SpanId span, Fields fields) {
    SpanId parent = fields.get(SpanField.PARENT);
    if (parent == null || !names.isAlias(parent)) {
      return fields;
    }
    SpanId stored = names.stored(parent);
    return stored.equals(span)
        ? fields.without(SpanField.PARENT)
        : fields.with(SpanField.PARENT, stored);
  }

  /** How the draft stands to what is stored. */
  SpanMerge.Telling telling() {
    ToldNames names = run.names();
    SpanOutline stored = run.span(target);
    if (stored == null) {
      return SpanMerge.Telling.ALONE;
    }
    boolean isCall = stored.kind().billed() || stored.kind().callsTool() || !keys.isEmpty();
    boolean first = !target.equals(draft.spanId()) && !names.isAlias(draft.spanId());
    boolean joined =
        names.isJoined(target) || !target.equals(draft.spanId()) || (isCall && names.isKeyed());
    boolean wins = names.isDerived(draft.traceId()) || !names.wasToldByDerived(target, keys);
    return new SpanMerge.Telling(joined, first, wins);
  }

  /** Remembers what the draft told, once its span is there. */
  void remember() {
    ToldNames names = run.names();
    TraceId told = draft.traceId();
    if (names.rootUnder(told) == null && names.isRootUnder(told, draft.spanId(), draft.fields())) {
      names.setRoot(told, draft.spanId());
    }
    keys.forEach(key -> names.add(new RunNames.Call(key, told, target)));
    if (!target.equals(draft.spanId()) && !names.isAlias(draft.spanId())) {
      names.alias(draft.spanId(), target);
      run.hang();
    }
  }
}
