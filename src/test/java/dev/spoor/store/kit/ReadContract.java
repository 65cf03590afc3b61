package dev.spoor.store.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.FileMark;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.RunFilter;
import dev.spoor.model.RunPage;
import dev.spoor.model.Span;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.store.SpanReader.Payloads;
import dev.spoor.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code SpanReader} promises, but for the list of runs. */
public abstract class ReadContract extends FreshStore {
  @Test
  void unknownIds_giveEmptyAnswers() {
    put(Runs.run(1));
    TraceId unknown = Runs.id(2);
    assertEquals(List.of(), reader().resolve(unknown.hex(), 10));
    assertTrue(reader().run(unknown).isEmpty());
    assertEquals(List.of(), reader().spans(unknown, Payloads.WHOLE));
    assertTrue(reader().span(unknown, SpanId.of(1)).isEmpty());
    assertTrue(reader().span(Runs.id(1), SpanId.of(1)).isEmpty());
    assertEquals(List.of(), reader().spans(Runs.id(1), Payloads.WHOLE));
  }

  @Test
  void emptyStore_listsNothing() {
    assertEquals(new RunPage(List.of(), null, 0, true), reader().runs(RunFilter.ALL, null, 10));
  }

  @Test
  void answers_areImmutable() {
    put(Runs.run(1));
    put(Spans.span(1, 1));
    assertThrows(
        UnsupportedOperationException.class, () -> reader().resolve(Runs.id(1).hex(), 10).clear());
    assertThrows(
        UnsupportedOperationException.class,
        () -> reader().spans(Runs.id(1), Payloads.WHOLE).clear());
    assertThrows(
        UnsupportedOperationException.class,
        () -> reader().runs(RunFilter.ALL, null, 10).runs().clear());
  }

  @Test
  void closedStore_refusesReads() {
    store.close();
    assertThrows(StoreException.class, () -> reader().run(Runs.id(1)));
  }

  @Test
  void run_comesBackWithEveryField() {
    Fields everyField = Runs.everyField();
    RunField.ALL.forEach(field -> assertTrue(everyField.has(field), field::name));
    put(Runs.full(1));
    assertEquals(Runs.full(1), reader().run(Runs.id(1)).orElseThrow());
  }

  @Test
  void run_comesBackWithEachFieldAlone() {
    for (Field<?> field : RunField.ALL) {
      Fields alone = alone(Runs.everyField(), field);
      put(Runs.make(1).fields(alone).run());
      assertEquals(alone, reader().run(Runs.id(1)).orElseThrow().fields(), field::name);
    }
  }

  @Test
  void run_comesBackWithSmallestAndLargestNumbers() {
    for (Instant time :
        List.of(
            Instant.parse("1678-01-01T00:00:00.000000001Z"),
            Instant.EPOCH.minusNanos(1),
            Instant.EPOCH,
            Instant.parse("2261-12-31T23:59:59.999999999Z"))) {
      put(Runs.make(1).startedAt(time).cost(Long.MAX_VALUE).revision(Long.MAX_VALUE).run());
      Run stored = reader().run(Runs.id(1)).orElseThrow();
      assertEquals(time, stored.totals().startedAt());
      assertEquals(Long.MAX_VALUE, stored.totals().cost().nanos());
      assertEquals(Long.MAX_VALUE, stored.revision());
    }
  }

  @Test
  void run_carriesScoresInOrderGiven() {
    put(Runs.run(1), Runs.run(2));
    write(
        session -> {
          session.put(Runs.score(1, "score_b"));
          session.put(Runs.fullScore(2, "score_other"));
          session.put(Runs.fullScore(1, "score_a"));
        });
    assertEquals(
        List.of(Runs.score(1, "score_b"), Runs.fullScore(1, "score_a")),
        reader().run(Runs.id(1)).orElseThrow().scores());
  }

  @Test
  void run_losesOnlyScoresOfChecksWithPrefix() {
    put(Runs.run(1));
    write(
        session -> {
          session.put(Runs.checkScore(1, "score_1", "suite/a"));
          session.put(Runs.checkScore(1, "score_2", "suite/b"));
          session.put(Runs.checkScore(1, "score_3", "Suite/a"));
          session.put(Runs.score(1, "score_4", "suite/a"));
          session.removeCheckScores(Runs.id(1), "suite/");
          session.removeCheckScores(Runs.id(2), "");
        });
    assertEquals(
        List.of("score_3", "score_4"),
        reader().run(Runs.id(1)).orElseThrow().scores().stream().map(s -> s.scoreId()).toList());
  }

  @Test
  void childrenCost_isSumOfChildrenWithKnownCost() {
    put(
        Runs.make(1).cost(1_000).run(),
        child(2, 30).run(),
        child(3, 4).run(),
        Runs.make(4).with(RunField.PARENT_TRACE, Runs.id(1)).run(),
        Runs.make(5).cost(500).run());
    assertEquals(34, reader().run(Runs.id(1)).orElseThrow().childrenCost().nanos());
    assertEquals(34, reader().runs(RunFilter.ALL, null, 10).runs().get(4).childrenCost().nanos());
  }

  @Test
  void childrenCost_isNullWithoutKnownCost() {
    put(Runs.run(1), Runs.make(2).with(RunField.PARENT_TRACE, Runs.id(1)).run());
    assertEquals(null, reader().run(Runs.id(1)).orElseThrow().childrenCost());
  }

  @Test
  void childrenCost_doesNotOverflow() {
    put(Runs.run(1), child(2, Long.MAX_VALUE).run(), child(3, Long.MAX_VALUE).run());
    assertEquals(Long.MAX_VALUE, reader().run(Runs.id(1)).orElseThrow().childrenCost().nanos());
  }

  private static RunMaker child(long number, long cost) {
    return Runs.make(number).with(RunField.PARENT_TRACE, Runs.id(1)).cost(cost);
  }

  @Test
  void spans_areInOrderOfStartThenOfArrival() {
    put(Runs.run(1));
    Span last = Spans.withFields(Spans.span(1, 1), Spans.required(9));
    Span first = Spans.withFields(Spans.span(1, 2), Spans.required(3));
    Span second = Spans.withFields(Spans.span(1, 3), Spans.required(3));
    put(last, second, first);
    assertEquals(List.of(first, second, last), reader().spans(Runs.id(1), Payloads.SIZES));
    assertEquals(List.of(first, second, last), reader().spans(Runs.id(1), Payloads.WHOLE));
  }

  @Test
  void spans_comeBackWithEveryField() {
    Fields everyField = Spans.everyField();
    SpanField.ALL.stream()
        .filter(field -> field != SpanField.DURATION)
        .forEach(field -> assertTrue(everyField.has(field), field::name));
    put(Runs.run(1));
    put(Spans.full(1, 1));
    assertEquals(List.of(Spans.full(1, 1)), reader().spans(Runs.id(1), Payloads.WHOLE));
    assertEquals(Spans.full(1, 1), reader().span(Runs.id(1), SpanId.of(1)).orElseThrow());
  }

  @Test
  void spans_bringOnlySizesWhenPayloadsAreNotAskedFor() {
    put(Runs.run(1));
    put(Spans.full(1, 1));
    assertEquals(
        List.of(Spans.withoutPayloads(Spans.full(1, 1))),
        reader().spans(Runs.id(1), Payloads.SIZES));
  }

  @Test
  void span_comesBackWithEachFieldAlone() {
    put(Runs.run(1));
    for (Field<?> field : SpanField.ALL) {
      if (field != SpanField.DURATION) {
        Fields alone = alone(Spans.everyField(), field).over(Spans.required(1));
        put(Spans.span(1, 1, alone));
        Span stored = reader().span(Runs.id(1), SpanId.of(1)).orElseThrow();
        assertEquals(alone, stored.fields(), field::name);
        put(Spans.span(1, 1, Spans.required(1).toBuilder().clear(field).build()));
      }
    }
  }

  private static Fields alone(Fields fields, Field<?> wanted) {
    Fields.Builder alone = fields.toBuilder();
    RunField.ALL.forEach(field -> forgetOther(alone, field, wanted));
    SpanField.ALL.forEach(field -> forgetOther(alone, field, wanted));
    alone.forget(RunField.ABANDONED_AT).forget(RunField.HEARD_AT);
    return alone.build();
  }

  private static void forgetOther(Fields.Builder fields, Field<?> field, Field<?> wanted) {
    if (field.index() != wanted.index()) {
      fields.forget(field);
    }
  }

  @Test
  void resolve_findsWholeIdsAndBeginnings() {
    TraceId id = new TraceId("0af7651916cd43dd8448eb211c80319c");
    put(new RunMaker(Runs.run(1)).id(id).run());
    assertEquals(List.of(id), reader().resolve(id.hex(), 10));
    assertEquals(List.of(id), reader().resolve("0af765", 10));
    assertEquals(List.of(id), reader().resolve("0", 10));
    assertEquals(List.of(id), reader().resolve(id.runId(), 10));
    assertEquals(List.of(id), reader().resolve(id.runId().substring(0, 7), 10));
  }

  @Test
  void resolve_findsNothingForOtherTexts() {
    put(new RunMaker(Runs.run(1)).id(new TraceId("a".repeat(32))).run());
    for (String text :
        List.of("run_", "AAAAAA", "aaaaab", "run_zz", "aaaaaag", "a".repeat(33), "%", "é")) {
      assertEquals(List.of(), reader().resolve(text, 10), text);
    }
    assertEquals(List.of(new TraceId("a".repeat(32))), reader().resolve("", 10));
  }

  @Test
  void resolve_findsLowestAndHighestIdOfPrefix() {
    TraceId low = new TraceId("abcdef" + "0".repeat(26));
    TraceId high = new TraceId("abcdef" + "f".repeat(26));
    TraceId below = new TraceId("abcdee" + "f".repeat(26));
    TraceId above = new TraceId("abcdf0" + "0".repeat(26));
    put(
        new RunMaker(Runs.run(1)).id(low).run(),
        new RunMaker(Runs.run(2)).id(high).run(),
        new RunMaker(Runs.run(3)).id(below).run(),
        new RunMaker(Runs.run(4)).id(above).run());
    assertEquals(List.of(high, low), reader().resolve("abcdef", 10));
  }

  @Test
  void resolve_givesNewestFirstUpToLimit() {
    put(Runs.run(2), Runs.run(3), Runs.run(1));
    assertEquals(List.of(Runs.id(3), Runs.id(2)), reader().resolve("000000", 2));
  }

  @Test
  void fileMark_isEmptyForUnknownPath() {
    assertEquals(Optional.empty(), reader().fileMark("/none"));
  }

  @Test
  void fileMark_isWhatWasPutLast() {
    FileMark first = new FileMark("/a/\uD800 b", 7, "one");
    FileMark later = new FileMark("/a/\uD800 b", 5_000_000_000L, "two");
    FileMark other = new FileMark("/a", 1, "three");
    write(session -> session.put(first));
    write(
        session -> {
          session.put(later);
          session.put(other);
        });

    assertEquals(Optional.of(later), reader().fileMark(later.path()));
    assertEquals(Optional.of(other), reader().fileMark("/a"));
  }

  @Test
  void fileMark_isUndoneWithItsUnit() {
    FileMark mark = new FileMark("/a", 1, "one");

    assertThrows(
        IllegalStateException.class,
        () ->
            write(
                session -> {
                  session.put(mark);
                  throw new IllegalStateException();
                }));
    assertEquals(Optional.empty(), reader().fileMark("/a"));
  }
}
