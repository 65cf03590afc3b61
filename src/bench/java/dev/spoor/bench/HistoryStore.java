package dev.spoor.bench;

import dev.spoor.bench.History.Step;
import dev.spoor.ingest.Ingest;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.Span;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usage;
import dev.spoor.price.PriceBook;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.Store;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes histories into a store as an agent's door would: each step when it has ended. */
final class HistoryStore {
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  private static final int STEPS_A_BATCH = 4;

  private final Store store;
  private final Ingest ingest;
  private long lastSpan;

  HistoryStore(Store store) {
    this.store = store;
    this.ingest =
        new Ingest(
            store.writer(),
            new Redactor(RedactionMode.OFF),
            PriceBook.bundled(),
            new Watches(RunLimits.NONE),
            Ingest.Content.FULL,
            InstantSource.system());
  }

  /** Stores the history's spans in one transaction, past ingest, below no root. */
  void writePayloads(TraceId run, History history) {
    SpanDraft root = new SpanDraft(run, SpanId.of(1L << 41), agent(history.name(), null));
    ingest.accept(Batch.ofSpans(List.of(root)));
    store
        .writer()
        .write(
            session -> {
              for (Step step : history.steps()) {
                SpanId id = SpanId.of(++lastSpan);
                Fields fields = fields(step, root.spanId());
                SpanId lane = step.lane().isEmpty() ? null : lane(step.lane());
                session.put(new Span(run, id, fields, null, lane, lastSpan, null, 0, -1, -1));
              }
              return true;
            });
  }

  /** Stores the history as one run, a few steps in a batch. */
  void write(TraceId run, History history) {
    SpanId root = SpanId.of(++lastSpan);
    Set<String> lanes = new HashSet<>();
    List<SpanDraft> batch = new ArrayList<>();
    batch.add(new SpanDraft(run, root, agent(history.name(), null)));
    for (Step step : history.steps()) {
      SpanId parent = step.lane().isEmpty() ? root : lane(step.lane());
      if (!step.lane().isEmpty() && lanes.add(step.lane())) {
        batch.add(new SpanDraft(run, parent, agent(step.lane(), root)));
      }
      batch.add(new SpanDraft(run, SpanId.of(++lastSpan), fields(step, parent)));
      if (batch.size() >= STEPS_A_BATCH) {
        ingest.accept(Batch.ofSpans(batch));
        batch.clear();
      }
    }
    ingest.accept(Batch.ofSpans(batch));
  }

  private static SpanId lane(String lane) {
    return SpanId.of((1L << 40) + lane.hashCode());
  }

  private Fields agent(String name, @Nullable SpanId parent) {
    return Fields.builder()
        .set(SpanField.KIND, SpanKind.AGENT)
        .set(SpanField.NAME, name)
        .set(SpanField.PARENT, parent)
        .set(SpanField.STATUS, SpanStatus.OK)
        .set(SpanField.STARTED_AT, START.plusSeconds(lastSpan))
        .build();
  }

  private Fields fields(Step step, SpanId parent) {
    Fields.Builder fields =
        Fields.builder()
            .set(SpanField.KIND, step.llm() ? SpanKind.LLM : SpanKind.TOOL)
            .set(SpanField.NAME, step.llm() ? "model call" : "tool call")
            .set(SpanField.PARENT, parent)
            .set(SpanField.STATUS, SpanStatus.OK)
            .set(SpanField.STARTED_AT, START.plusSeconds(lastSpan))
            .set(SpanField.ENDED_AT, START.plusSeconds(lastSpan + 1))
            .set(SpanField.INPUT, payload(step.input()))
            .set(SpanField.OUTPUT, payload(step.output()));
    if (step.llm()) {
      fields
          .set(SpanField.MODEL, "claude-sonnet-4-5")
          .set(SpanField.USAGE, new Usage(step.input().length() / 4, 0, 0, 0, 100, 0, false));
    } else {
      fields.set(SpanField.TOOL_NAME, "Bash");
    }
    return fields.build();
  }

  private static Payload payload(String text) {
    boolean json = text.startsWith("{\"") && text.endsWith("}");
    return json ? Payload.json(new JsonText(text)) : Payload.text(text);
  }
}
