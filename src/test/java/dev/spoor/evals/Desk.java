package dev.spoor.evals;

import static dev.spoor.fixture.Drafts.NOON;

import dev.spoor.fixture.Drafts;
import dev.spoor.ingest.Ingest;
import dev.spoor.json.Json;
import dev.spoor.json.JsonReadException;
import dev.spoor.model.Batch;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.Payload;
import dev.spoor.model.Receipt;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import dev.spoor.price.PriceBook;
import dev.spoor.query.RunQuery;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Grading over a real store, with a clock that moves on by a step whenever it is asked. */
final class Desk implements AutoCloseable {
  final Drafts drafts = Drafts.ofRun(0xe7a1);
  final Store store;
  final RunQuery runs;
  final Ingest ingest;
  final Evals evals;
  Duration step = Duration.ZERO;
  private Instant now = NOON.plusSeconds(600);

  Desk(Path folder) {
    this(folder, Ingest.Content.FULL);
  }

  Desk(Path folder, Ingest.Content content) {
    store = SqliteStore.open(folder.resolve("spoor.db"), Durability.NORMAL);
    runs = new RunQuery(store.reader(), () -> now);
    ingest =
        new Ingest(
            store.writer(),
            new Redactor(RedactionMode.ON),
            PriceBook.bundled(),
            new Watches(RunLimits.NONE),
            content,
            this::tick);
    evals = new Evals(runs, ingest, this::tick);
  }

  private Instant tick() {
    Instant asked = now;
    now = now.plus(step);
    return asked;
  }

  TraceId traceId() {
    return drafts.traceId();
  }

  /** The root, which ran from noon for a minute, answered and ended well. */
  Drafts.One root() {
    return drafts
        .span(1, SpanKind.AGENT, "fix the test")
        .at(0, 60)
        .with(SpanField.STATUS, SpanStatus.OK)
        .with(SpanField.INPUT, Payload.text("Fix the flaky test"))
        .with(SpanField.OUTPUT, Payload.text("Done: the test waits for the server now."));
  }

  /** Stores the root and more spans. */
  Receipt store(Drafts.One root, Drafts.One... spans) {
    List<SpanDraft> all = new ArrayList<>(List.of(root.draft()));
    for (Drafts.One span : spans) {
      all.add(span.draft());
    }
    return ingest.accept(new Batch(List.of(drafts.run(Fields.NONE)), all, List.of()));
  }

  /** Says one more thing about the run. */
  <T> void say(Field<T> field, T value) {
    ingest.accept(
        new Batch(List.of(drafts.run(Fields.NONE.with(field, value))), List.of(), List.of()));
  }

  static List<Check> checks(String... checks) {
    try {
      String array = "[" + String.join(",", checks).replace('\'', '"') + "]";
      return Checks.parse(Json.read(array), "checks");
    } catch (JsonReadException e) {
      throw new AssertionError(String.join(",", checks), e);
    }
  }

  /** Grades the run with checks, of which quotation marks may be written as single ones. */
  EvalReport grade(String... checks) {
    return evals.run(Evals.INLINE, List.of(traceId()), checks(checks));
  }

  /** What one check says of the run. */
  Verdict verdict(String check) {
    return grade(check).results().get(0);
  }

  @Override
  public void close() {
    store.close();
  }
}
