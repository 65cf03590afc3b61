package dev.spoor.ingest;

import static dev.spoor.fixture.Drafts.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.Run;
import dev.spoor.model.RunDraft;
import dev.spoor.model.RunFilter;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import dev.spoor.price.PriceBook;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sender may say that other ids are the run that it tells of. */
class RunAliasTest {
  private static final TraceId PROMPT = new TraceId("%032x".formatted(0xaaaa));

  @TempDir private Path folder;
  private Store store;
  private Ingest ingest;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("spoor.db"), Durability.NORMAL);
    ingest = ingest();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Ingest ingest() {
    return new Ingest(
        store.writer(),
        new Redactor(RedactionMode.OFF),
        PriceBook.bundled(),
        new Watches(RunLimits.NONE),
        Ingest.Content.FULL,
        () -> NOON.plusSeconds(600));
  }

  private static Batch saying(TraceId run, TurnKey turn, TraceId... aliases) {
    SpanId root = SpanId.derived(run, "root");
    Fields words =
        Fields.builder()
            .set(SpanField.KIND, SpanKind.AGENT)
            .set(SpanField.NAME, "the prompt")
            .set(SpanField.STARTED_AT, NOON)
            .set(SpanField.ENDED_AT, NOON.plusSeconds(1))
            .build();
    return new Batch(
        List.of(new RunDraft(run, root, Fields.NONE, turn, Set.of(aliases))),
        List.of(new SpanDraft(run, root, words)),
        List.of());
  }

  private List<Run> runs() {
    return store.reader().runs(RunFilter.ALL, null, 100).runs();
  }

  private TraceId resolved(TraceId id) {
    return store.reader().resolve(id.hex(), 2).get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"prompt trace", "trace prompt", "trace bare prompt", "bare prompt trace"})
  void runsSaidToBeOne_areOne_inAnyOrder(String order) {
    Turn turn = Turn.of(1);
    for (String source : order.split(" ")) {
      Batch batch =
          switch (source) {
            case "prompt" -> saying(PROMPT, null, turn.trace());
            case "bare" -> saying(PROMPT, null);
            default -> turn.spans();
          };
      // Each as in a process of its own.
      ingest().accept(batch);
    }
    assertEquals(1, runs().size());
    assertEquals(resolved(turn.trace()), resolved(PROMPT));
    assertEquals(5, runs().get(0).totals().spanCount());
  }

  @Test
  void alias_thatIsAnotherTurn_joinsNothing() {
    Turn turn = Turn.of(1);
    Turn other = Turn.of(2);
    ingest.accept(turn.transcript());
    ingest.accept(other.transcript());
    ingest.accept(saying(turn.derived(), turn.key(), other.derived()));
    assertEquals(2, runs().size());
  }

  @Test
  void alias_thatWasErased_staysErased() {
    Turn turn = Turn.of(1);
    ingest.accept(turn.spans());
    ingest.erase(List.of(turn.trace()));
    ingest.accept(saying(PROMPT, null, turn.trace()));
    assertEquals(PROMPT, resolved(PROMPT));
    // The run and its spans.
    assertEquals(6, ingest.accept(turn.spans()).rejected().size());
  }
}
