package dev.spoor.store.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.BadInput;
import dev.spoor.model.Fields;
import dev.spoor.model.Flag;
import dev.spoor.model.Payload;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.Span;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanOutline;
import dev.spoor.store.Store;
import dev.spoor.store.StoreException;
import dev.spoor.store.WriteSession;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@code SpanWriter} and {@code WriteSession} promise. */
public abstract class WriteContract extends FreshStore {
  private static final Payload PING = Payload.text("ping");
  private static final Payload PONG = Payload.text("pong");

  private <T> T ask(Function<WriteSession, T> question) {
    return store.writer().write(question::apply);
  }

  @Test
  void write_returnsWhatUnitReturned() {
    assertEquals("answer", ask(session -> "answer"));
  }

  @Test
  void write_isSeenByReaderWhenItReturns() {
    put(Runs.run(1));
    assertTrue(reader().run(Runs.id(1)).isPresent());
  }

  @Test
  void write_isThereWhenStoreIsOpenedAgain() {
    put(Runs.full(1));
    store.close();
    store = engine().open(folder);
    assertEquals(Runs.full(1), reader().run(Runs.id(1)).orElseThrow());
  }

  @Test
  void unit_seesWhatItWrote() {
    write(
        session -> {
          session.put(Runs.run(1));
          assertEquals(Runs.run(1), session.run(Runs.id(1)).orElseThrow());
        });
  }

  @Test
  void unit_seesWhatAnotherStoreOfSameFileWrote() {
    try (Store other = engine().open(folder)) {
      for (long number = 1; number <= 20; number++) {
        Run run = Runs.run(number);
        Store writing = number % 2 == 0 ? store : other;
        Store seeing = number % 2 == 0 ? other : store;
        writing
            .writer()
            .write(
                session -> {
                  session.put(run);
                  return true;
                });
        assertTrue(seeing.writer().write(session -> session.run(run.traceId())).isPresent());
      }
    }
  }

  @Test
  void unitThatThrows_storesNothing() {
    put(Runs.run(1));
    RuntimeException thrown = new RuntimeException("no");
    assertThrows(
        RuntimeException.class,
        () ->
            write(
                session -> {
                  session.put(Runs.full(1));
                  session.put(Runs.run(2));
                  session.put(Spans.full(2, 1));
                  throw thrown;
                }));
    assertEquals(Runs.run(1), reader().run(Runs.id(1)).orElseThrow());
    assertTrue(reader().run(Runs.id(2)).isEmpty());
  }

  @Test
  void unitThatThrows_reachesCallerAsItIs() {
    BadInput mistake = BadInput.of("name", "is required");
    assertSame(
        mistake,
        assertThrows(
            BadInput.class,
            () ->
                write(
                    session -> {
                      throw mistake;
                    })));
    Error error = new AssertionError("ours");
    assertSame(
        error,
        assertThrows(
            AssertionError.class,
            () ->
                write(
                    session -> {
                      throw error;
                    })));
  }

  @Test
  void unitThatThrows_leavesStoreUsable() {
    assertThrows(
        IllegalStateException.class,
        () ->
            write(
                session -> {
                  session.put(Runs.run(1));
                  session.put(Spans.answer(1, 1, "a model that nobody heard of"));
                  throw new IllegalStateException();
                }));
    put(Runs.run(1));
    put(Spans.answer(1, 1, "a model that nobody heard of"));
    assertEquals(
        "a model that nobody heard of",
        reader().span(Runs.id(1), SpanId.of(1)).orElseThrow().model());
  }

  @Test
  void session_endsWithItsUnit() {
    AtomicReference<WriteSession> kept = new AtomicReference<>();
    write(kept::set);
    assertThrows(IllegalStateException.class, () -> kept.get().put(Runs.run(1)));
    assertThrows(IllegalStateException.class, () -> kept.get().run(Runs.id(1)));
  }

  @Test
  void closedStore_refusesWrites() {
    store.close();
    assertThrows(StoreException.class, () -> put(Runs.run(1)));
    store = engine().open(folder);
    assertTrue(reader().run(Runs.id(1)).isEmpty());
  }

  @Test
  void close_twiceDoesNothing() {
    store.close();
    store.close();
  }

  @Test
  void revision_isZeroForUnknownRun() {
    assertEquals((Long) 0L, ask(session -> session.revision(Runs.id(1))));
  }

  @Test
  void revision_isThatOfRun() {
    put(Runs.make(1).revision(5).run());
    assertEquals((Long) 5L, ask(session -> session.revision(Runs.id(1))));
  }

  @Test
  void sessionReads_areEmptyForUnknownRun() {
    write(
        session -> {
          assertTrue(session.run(Runs.id(1)).isEmpty());
          assertTrue(session.outlines(Runs.id(1)).isEmpty());
          assertTrue(session.span(Runs.id(1), SpanId.of(1)).isEmpty());
        });
  }

  @Test
  void sessionSpan_isEmptyForUnknownSpan() {
    put(Runs.run(1));
    assertTrue(ask(session -> session.span(Runs.id(1), SpanId.of(1))).isEmpty());
  }

  @Test
  void sessionRun_hasFlagsAndScoresAndNoChildrenCost() {
    put(Runs.full(1), Runs.make(2).with(RunField.PARENT_TRACE, Runs.id(1)).cost(7).run());
    write(session -> session.put(Runs.fullScore(1, "score_1")));
    Run expected = new RunMaker(Runs.full(1)).scores(Runs.fullScore(1, "score_1")).run();
    assertEquals(expected, ask(session -> session.run(Runs.id(1))).orElseThrow());
  }

  @Test
  void sessionSpan_hasSizesAndNoPayloads() {
    put(Runs.run(1));
    put(Spans.full(1, 1));
    assertEquals(
        Spans.withoutPayloads(Spans.full(1, 1)),
        ask(session -> session.span(Runs.id(1), SpanId.of(1))).orElseThrow());
  }

  @Test
  void outlines_areThoseOfSpansInOrderOfArrival() {
    put(Runs.run(1));
    Span late = Spans.withFields(Spans.span(1, 1), Spans.required(100));
    Span bare = Spans.span(1, 2);
    Span full = Spans.full(1, 3);
    put(full, bare, late);
    List<SpanOutline> expected = List.of(late.outline(), bare.outline(), full.outline());
    assertEquals(expected, ask(session -> session.outlines(Runs.id(1))));
  }

  @Test
  void putRun_replacesWhatWasThere() {
    put(Runs.full(1));
    put(Runs.run(1));
    assertEquals(Runs.run(1), reader().run(Runs.id(1)).orElseThrow());
    put(Runs.full(1));
    assertEquals(Runs.full(1), reader().run(Runs.id(1)).orElseThrow());
  }

  @Test
  void putRun_replacesFlags() {
    Flag open = Runs.flag("flag_1", Flag.State.OPEN);
    Flag dismissed = Runs.flag("flag_2", Flag.State.DISMISSED);
    put(Runs.make(1).flags(open, dismissed).run());
    put(Runs.make(1).flags(dismissed).run());
    assertEquals(List.of(dismissed), reader().run(Runs.id(1)).orElseThrow().flags());
  }

  @Test
  void putRun_looksNeitherAtScoresNorAtChildrenCost() {
    put(Runs.run(1));
    write(session -> session.put(Runs.score(1, "score_1")));
    put(Runs.make(1).scores(Runs.score(1, "score_2")).childrenCost(9).run());
    Run stored = reader().run(Runs.id(1)).orElseThrow();
    assertEquals(List.of(Runs.score(1, "score_1")), stored.scores());
    assertEquals(null, stored.childrenCost());
  }

  @Test
  void putRun_outOfReachOfTimeIsMistakeAndStoresNothing() {
    put(Runs.run(1));
    for (Instant time : List.of(Instant.MIN, Instant.parse("2300-01-01T00:00:00Z"))) {
      Run late = Runs.make(1).name("late").startedAt(time).run();
      assertThrows(BadInput.class, () -> put(late));
      Flag flag = Runs.flag("flag_1", Flag.State.OPEN);
      Flag lateFlag =
          new Flag("flag_2", flag.code(), "", flag.spanIds(), 1, null, null, Flag.State.OPEN, time);
      write(
          session ->
              assertThrows(
                  BadInput.class,
                  () -> session.put(Runs.make(1).name("late").flags(flag, lateFlag).run())));
    }
    assertEquals(Runs.run(1), reader().run(Runs.id(1)).orElseThrow());
  }

  @Test
  void putSpan_needsItsRun() {
    assertThrows(IllegalStateException.class, () -> put(Spans.span(1, 1)));
    put(Runs.run(1));
    put(Spans.span(1, 1));
    assertEquals(Spans.span(1, 1), stored(1));
  }

  @Test
  void putSpan_replacesWhatWasThere() {
    put(Runs.run(1));
    put(Spans.full(1, 1));
    Fields cleared =
        Spans.required(1).toBuilder().clear(SpanField.INPUT).clear(SpanField.OUTPUT).build();
    put(Spans.span(1, 1, cleared));
    assertEquals(Spans.span(1, 1), stored(1));
    put(Spans.full(1, 1));
    assertEquals(Spans.full(1, 1), stored(1));
  }

  @Test
  void putSpan_keepsPayloadThatIsNotMentioned() {
    put(Runs.run(1));
    put(Spans.withPayloads(1, 1, PING, PONG));
    put(Spans.span(1, 1));
    assertEquals(PING, stored(1).input());
    assertEquals(PONG, stored(1).output());
    assertEquals(4, stored(1).inputBytes());
    assertEquals(4, stored(1).outputBytes());
  }

  @Test
  void putSpan_replacesPayloadThatIsMentioned() {
    put(Runs.run(1));
    put(Spans.withPayloads(1, 1, PING, PONG));
    put(Spans.withPayloads(1, 1, null, Payload.text("something longer")));
    assertEquals(PING, stored(1).input());
    assertEquals(Payload.text("something longer"), stored(1).output());
    assertEquals(16, stored(1).outputBytes());
  }

  @Test
  void putSpan_removesPayloadThatIsCleared() {
    put(Runs.run(1));
    put(Spans.withPayloads(1, 1, PING, PONG));
    put(Spans.span(1, 1, Spans.required(1).toBuilder().clear(SpanField.INPUT).build()));
    assertEquals(null, stored(1).input());
    assertEquals(-1, stored(1).inputBytes());
    assertFalse(stored(1).fields().mentions(SpanField.INPUT));
    assertEquals(PONG, stored(1).output());
  }

  @Test
  void putSpan_looksNotAtSizes() {
    put(Runs.run(1));
    Span lying =
        new Span(
            Runs.id(1),
            SpanId.of(1),
            Spans.required(1).with(SpanField.INPUT, PING),
            null,
            null,
            1,
            null,
            0,
            99,
            98);
    put(lying);
    assertEquals(4, stored(1).inputBytes());
    assertEquals(-1, stored(1).outputBytes());
  }

  @Test
  void putSpan_ofSameIdInTwoRunsIsTwoSpans() {
    put(Runs.run(1), Runs.run(2));
    put(Spans.answer(1, 1, "one"), Spans.answer(2, 1, "two"));
    assertEquals("one", reader().span(Runs.id(1), SpanId.of(1)).orElseThrow().model());
    assertEquals("two", reader().span(Runs.id(2), SpanId.of(1)).orElseThrow().model());
  }

  @Test
  void putSpan_outOfReachOfTimeIsMistakeAndStoresNothing() {
    put(Runs.run(1));
    Span early = Spans.span(1, 1, Spans.required(1).with(SpanField.ENDED_AT, Instant.MAX));
    write(session -> assertThrows(BadInput.class, () -> session.put(early)));
    assertTrue(reader().span(Runs.id(1), SpanId.of(1)).isEmpty());
  }

  @Test
  void putScore_needsItsRun() {
    assertThrows(IllegalStateException.class, () -> write(s -> s.put(Runs.score(1, "score_1"))));
  }

  @Test
  void putScore_replacesOneOfSameId() {
    put(Runs.run(1));
    write(
        session -> {
          session.put(Runs.score(1, "score_1"));
          session.put(Runs.score(1, "score_2"));
          session.put(Runs.fullScore(1, "score_1"));
        });
    assertEquals(
        List.of(Runs.fullScore(1, "score_1"), Runs.score(1, "score_2")),
        reader().run(Runs.id(1)).orElseThrow().scores());
  }

  private Span stored(long number) {
    return reader().span(Runs.id(1), SpanId.of(number)).orElseThrow();
  }
}
