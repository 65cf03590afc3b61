package dev.spoor.mcp;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.DraftView;
import dev.spoor.codec.RunJson;
import dev.spoor.codec.SpanJson;
import dev.spoor.codec.Warnings;
import dev.spoor.ingest.Preparation;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.Call;
import dev.spoor.mcp.protocol.ToolResult;
import dev.spoor.model.BadInput;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code add_span} to a server elsewhere; its times are those of this call, whenever it arrives.
 */
final class RemoteSpans {
  private final ToolContext context;
  private final RemotePost post;
  private final RemoteRuns runs;
  private final WrittenSpans written;

  RemoteSpans(ToolContext context, RemotePost post, RemoteRuns runs, WrittenSpans written) {
    this.context = context;
    this.post = post;
    this.runs = runs;
    this.written = written;
  }

  ToolResult add(Call request) {
    Warnings warnings = new Warnings();
    Arguments arguments = Arguments.of(request.arguments(), warnings);
    TraceId traceId = runs.toWrite(arguments, request);
    SpanDraft told = SpanJson.draft(arguments, traceId, context.ids());
    arguments.finish();
    boolean isNew = isNew(told, request.arguments().get("span_id") != null);
    Instant now = context.clock().instant();
    SpanDraft timed = told.withFields(timed(told, isNew, now));
    SpanDraft draft = post.prepared(Batch.ofSpans(List.of(timed)), warnings).spans().get(0);
    Optional<JsonObject> answer =
        post.send("/api/traces/" + traceId.hex() + "/spans", DraftView.span(draft), warnings);
    remember(draft, isNew, now);
    return AddSpanTool.answer(
        traceId,
        draft.spanId(),
        answer.map(said -> said.array("advice")).orElse(JsonArray.EMPTY),
        warnings.texts());
  }

  /**
   * Whether the span begins by this. A span that this connection did not write, and whose name and
   * kind are told, is taken for a new one; without them it is one that somebody else wrote.
   */
  private boolean isNew(SpanDraft draft, boolean named) {
    if (written.of(draft.traceId(), draft.spanId()) != null) {
      return false;
    }
    @Nullable BadInput missing = SpanJson.missingOfNew(draft);
    if (missing != null && !named) {
      throw missing;
    }
    return missing == null;
  }

  private Fields timed(SpanDraft draft, boolean isNew, Instant now) {
    Preparation preparation = post.services().preparation();
    Fields said = draft.fields();
    if (isNew) {
      return preparation.begun(said, floor(draft), now);
    }
    Fields before = written.of(draft.traceId(), draft.spanId());
    return before == null ? said : preparation.continued(before, said, now);
  }

  /** The end of the span before it under the same parent, else the start of its parent. */
  private @Nullable Instant floor(SpanDraft draft) {
    TraceId traceId = draft.traceId();
    SpanId parent = draft.fields().get(SpanField.PARENT);
    SpanId previous = context.connection().lastUnder(traceId, parent);
    Instant end = previous == null ? null : written.end(traceId, previous);
    if (end != null) {
      return end;
    }
    Instant start = parent == null ? null : written.start(traceId, parent);
    return start == null ? written.start(traceId, RunJson.rootOf(traceId)) : start;
  }

  private void remember(SpanDraft draft, boolean isNew, Instant now) {
    Fields before = written.of(draft.traceId(), draft.spanId());
    if (isNew) {
      written.wrote(draft.traceId(), draft.spanId(), draft.fields());
    } else if (before != null) {
      Fields after = post.services().preparation().after(before, draft.fields(), now);
      written.wrote(draft.traceId(), draft.spanId(), after);
    }
    SpanId parent = draft.fields().get(SpanField.PARENT);
    context.connection().wrote(draft.traceId(), parent, draft.spanId());
  }
}
