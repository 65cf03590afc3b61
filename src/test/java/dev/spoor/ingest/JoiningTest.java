package dev.spoor.ingest;

import static dev.spoor.fixture.Drafts.NOON;
import static dev.spoor.fixture.Drafts.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.fixture.Drafts;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.Receipt;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.RunFilter;
import dev.spoor.model.Score;
import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.price.PriceBook;
import dev.spoor.query.RunQuery;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.KeptPayload;
import dev.spoor.store.SpanReader.Payloads;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.store.sqlite.StoreCheck;
import dev.spoor.store.upkeep.Flaw;
import dev.spoor.store.upkeep.Progress;
import dev.spoor.store.upkeep.Repair;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several sources that tell of one turn make one run, in whatever order they come. */
class JoiningTest {
  @TempDir private Path folder;
  private int stores;

  private Path file() {
    return folder.resolve("spoor" + stores + ".db");
  }

  private Store open() {
    return SqliteStore.open(file(), Durability.NORMAL);
  }

  private static Ingest ingest(Store store) {
    return new Ingest(
        store.writer(),
        new Redactor(RedactionMode.OFF),
        PriceBook.bundled(),
        new Watches(RunLimits.NONE),
        Ingest.Content.FULL,
        () -> NOON.plusSeconds(600));
  }

  private static List<Run> runs(Store store) {
    return store.reader().runs(RunFilter.ALL, null, 100).runs();
  }

  /** What a turn is, whichever of its ids is the canonical one. */
  private static String told(Store store, Turn turn) {
    TraceId traceId = store.reader().resolve(turn.derived().hex(), 2).get(0);
    Run run = store.reader().run(traceId).orElseThrow();
    List<Span> spans = store.reader().spans(traceId, Payloads.WHOLE);
    Function<SpanId, String> name =
        span ->
            spans.stream()
                .filter(one -> one.spanId().equals(span))
                .map(one -> one.kind() + " " + one.name() + " " + one.startedAt())
                .findFirst()
                .orElse("unknown " + span);
    return "%s %s %s %s %s %s%n"
            .formatted(
                run.name(),
                run.status(),
                run.totals(),
                new TreeSet<>(run.tags()),
                run.agent(),
                run.flags().size())
        + spans.stream()
            .map(
                span ->
                    String.join(
                        " | ",
                        name.apply(span.spanId()),
                        span.parent() == null ? "root" : name.apply(span.parent()),
                        Objects.toString(span.endedAt()),
                        Objects.toString(span.usage()),
                        Objects.toString(span.cost() == null ? null : span.cost().amount()),
                        Objects.toString(span.input()),
                        Objects.toString(span.output()),
                        new TreeSet<>(List.of(span.attributes().text().split("[{},]"))).toString()))
            .sorted()
            .collect(Collectors.joining("\n"));
  }

  private void assertSound(Store store) {
    assertEquals(0, new TotalsRecount(store.reader(), store.writer()).wrong());
    List<Flaw> flaws = new ArrayList<>();
    StoreCheck.run(file(), Repair.NONE, flaws::add, Progress.NONE);
    assertEquals(List.of(), flaws);
  }

  private static List<List<Batch>> permutations(List<Batch> batches) {
    if (batches.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Batch>> all = new ArrayList<>();
    for (int first = 0; first < batches.size(); first++) {
      List<Batch> rest = new ArrayList<>(batches);
      Batch head = rest.remove(first);
      for (List<Batch> tail : permutations(rest)) {
        List<Batch> one = new ArrayList<>(List.of(head));
        one.addAll(tail);
        all.add(one);
      }
    }
    return all;
  }

  @Test
  void turn_toldInEveryOrder_isTheSameRun() {
    Turn turn = Turn.of(1);
    List<Batch> sources =
        List.of(turn.transcript(), turn.hooks(), turn.log(), turn.spans(), turn.naming());
    String expected = null;
    for (List<Batch> order : permutations(sources)) {
      stores++;
      try (Store store = open()) {
        Ingest ingest = ingest(store);
        order.forEach(ingest::accept);
        assertEquals(1, runs(store).size());
        String told = told(store, turn);
        expected = expected == null ? told : expected;
        assertEquals(expected, told);
        assertEquals(6, runs(store).get(0).totals().spanCount(), told);
        assertEquals(0, new TotalsRecount(store.reader(), store.writer()).wrong());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void turns_toldInPiecesToTwoProcesses_areTheSameRuns(long seed) {
    Random random = new Random(seed);
    List<Turn> turns = List.of(Turn.of(1), Turn.of(2), Turn.of(3));
    List<String> expected = new ArrayList<>();
    try (Store store = open()) {
      Ingest ingest = ingest(store);
      for (Turn turn : turns) {
        sources(turn).forEach(ingest::accept);
        expected.add(told(store, turn));
      }
      assertEquals(3, runs(store).size());
    }
    stores++;
    List<Batch> pieces = new ArrayList<>();
    for (Turn turn : turns) {
      for (Batch batch : sources(turn)) {
        pieces.addAll(random.nextBoolean() ? Turn.cut(batch) : List.of(batch));
      }
    }
    Collections.shuffle(pieces, random);
    pieces.addAll(pieces.subList(0, random.nextInt(pieces.size())));
    try (Store one = open();
        Store other = open()) {
      List<Ingest> processes = List.of(ingest(one), ingest(other));
      pieces.forEach(piece -> processes.get(random.nextInt(2)).accept(piece));
      for (int i = 0; i < turns.size(); i++) {
        assertEquals(expected.get(i), told(other, turns.get(i)));
      }
      assertEquals(3, runs(one).size());
      assertSound(one);
      for (Turn turn : turns) {
        assertEquals(
            1,
            one.reader()
                .search("trace " + turn.name(), RunFilter.ALL, NOON, null, 9)
                .hits()
                .size());
      }
    }
  }

  private static List<Batch> sources(Turn turn) {
    return List.of(turn.spans(), turn.hooks(), turn.naming(), turn.transcript(), turn.log());
  }

  @Test
  void turns_toldByManyAtOnce_areOneRunEach() throws Exception {
    List<Turn> turns = List.of(Turn.of(1), Turn.of(2), Turn.of(3), Turn.of(4));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Store one = open();
        Store other = open()) {
      List<Ingest> processes = List.of(ingest(one), ingest(other));
      List<Callable<Receipt>> writes = new ArrayList<>();
      for (Turn turn : turns) {
        for (Batch source : sources(turn)) {
          for (Batch piece : Turn.cut(source)) {
            Ingest ingest = processes.get(writes.size() % 2);
            writes.add(() -> ingest.accept(piece));
          }
        }
      }
      Collections.shuffle(writes, new Random(5));
      for (Future<Receipt> write : threads.invokeAll(writes)) {
        assertEquals(List.of(), write.get().rejected());
      }
      assertEquals(4, runs(one).size());
      assertSound(other);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void oldIds_ofRunsAndSpans_resolve() {
    Turn turn = Turn.of(1);
    try (Store store = open()) {
      Ingest ingest = ingest(store);
      ingest.accept(turn.spans());
      Receipt receipt = ingest.accept(turn.transcript());
      assertEquals(turn.trace(), receipt.runs().get(0).traceId());
      assertEquals(1, receipt.runs().size());
      assertTrue(receipt.warnings().get(0).contains("joined run_"), receipt.warnings()::toString);
      RunQuery query = new RunQuery(store.reader(), () -> NOON.plusSeconds(600));
      for (TraceId traceId : List.of(turn.trace(), turn.derived())) {
        assertEquals(turn.trace(), query.resolve(traceId.hex()));
        assertEquals(turn.trace(), query.resolve(traceId.hex().substring(0, 31)));
        assertEquals(turn.trace(), query.resolve(traceId.runId()));
        assertEquals(turn.trace(), query.run(traceId).traceId());
        assertEquals(5, query.spans(traceId).size());
        assertEquals(5, query.rows(traceId, 0).size());
      }
      SpanId told = SpanId.derived(turn.derived(), "root");
      assertEquals(id(0xa1), query.span(turn.derived(), told).spanId());
      assertEquals("fix the test", query.span(turn.derived(), told).name());
    }
  }

  @Test
  void erasedTurn_leavesNothing_andItsIdsAreErased() {
    Turn turn = Turn.of(1);
    try (Store store = open()) {
      Ingest ingest = ingest(store);
      sources(turn).forEach(ingest::accept);
      assertEquals(List.of(turn.derived()), ingest.erase(List.of(turn.derived())));
      assertEquals(List.of(), runs(store));
      for (Batch late : List.of(turn.spans(), turn.hooks())) {
        assertNotEquals(List.of(), ingest.accept(late).rejected());
      }
      assertEquals(List.of(), runs(store));
      assertSound(store);
      ingest(store).accept(turn.transcript());
      assertEquals(turn.derived(), runs(store).get(0).traceId());
    }
  }

  @Test
  void otherTurn_ofTheSameTrace_isNotFolded() {
    Turn turn = Turn.of(1);
    Turn next = new Turn(turn.session(), "prompt-2", turn.trace());
    try (Store store = open()) {
      Ingest ingest = ingest(store);
      ingest.accept(turn.naming());
      ingest.accept(turn.transcript());
      ingest.accept(next.transcript());
      Receipt receipt = ingest.accept(next.naming());
      assertTrue(receipt.warnings().get(0).contains("another turn"), receipt.warnings()::toString);
      assertEquals(2, runs(store).size());
      assertSound(store);
    }
  }

  @Test
  void youngerOfTwoStoredRuns_isFolded_withAllThatHangsOnIt() {
    Turn turn = Turn.of(1);
    Drafts child = Drafts.ofRun(0xc0);
    try (Store store = open()) {
      Ingest ingest = ingest(store);
      // Without a session nothing tells yet that both are one.
      ingest.accept(Batch.ofSpans(turn.spans().spans()));
      ingest.accept(turn.transcript());
      SpanId tool = SpanId.derived(turn.derived(), "toolu_prompt-1_1");
      Fields parent =
          Fields.NONE.with(RunField.PARENT_TRACE, turn.derived()).with(RunField.PARENT_SPAN, tool);
      ingest.accept(
          new Batch(
              List.of(child.run(parent)),
              List.of(child.llm(1, 2).draft()),
              List.of(score(turn.derived(), tool))));
      prune(store, turn.derived(), tool);
      assertEquals(3, runs(store).size());

      Receipt receipt = ingest.accept(turn.naming());
      assertEquals(turn.trace(), receipt.runs().get(0).traceId());
      assertEquals(2, runs(store).size());
      Run run = store.reader().run(turn.derived()).orElseThrow();
      assertEquals(6, run.totals().spanCount());
      assertEquals(List.of(score(turn.trace(), id(0xa3))), run.scores());
      assertEquals(
          store.reader().run(child.traceId()).orElseThrow().totals().cost(), run.childrenCost());
      assertEquals(id(0xa1), run.rootSpanId());
      Run started =
          store
              .reader()
              .runs(RunFilter.builder().parent(turn.derived()).build(), null, 9)
              .runs()
              .get(0);
      assertEquals(turn.trace(), started.fields().get(RunField.PARENT_TRACE));
      assertEquals(id(0xa3), started.fields().get(RunField.PARENT_SPAN));
      // The child's writer goes on, and knows the parent by its old id.
      ingest.accept(Batch.ofSpans(List.of(child.llm(2, 3).under(1).draft())));
      started = store.reader().run(child.traceId()).orElseThrow();
      assertEquals(turn.trace(), started.fields().get(RunField.PARENT_TRACE));
      assertSound(store);
      ingest.accept(turn.hooks());
      assertEquals(2, runs(store).size());
      assertSound(store);
    }
  }

  private static Score score(TraceId run, SpanId span) {
    return new Score(
        "score_1",
        run,
        span,
        "helpful",
        BigDecimal.ONE,
        null,
        null,
        Score.Source.HUMAN,
        null,
        NOON);
  }

  private static void prune(Store store, TraceId run, SpanId span) {
    Set<KeptPayload.Place> places = Set.of(new KeptPayload.Place(span, true));
    store.writer().<Long>write(session -> session.prune(run, places));
  }

  @Test
  void callsOfAnotherSession_joinNothing() {
    Turn turn = Turn.of(1);
    Turn elsewhere = new Turn("session-2", turn.name(), turn.trace());
    try (Store store = open()) {
      Ingest ingest = ingest(store);
      ingest.accept(turn.transcript());
      ingest.accept(elsewhere.spans());
      assertEquals(2, runs(store).size());
    }
  }
}
