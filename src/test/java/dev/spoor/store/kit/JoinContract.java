package dev.spoor.store.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Fields;
import dev.spoor.model.Flag;
import dev.spoor.model.Payload;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.RunFilter;
import dev.spoor.model.Span;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanRow;
import dev.spoor.model.Tags;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import dev.spoor.store.RunNames;
import dev.spoor.store.RunNames.Call;
import dev.spoor.store.SpanReader.Payloads;
import dev.spoor.store.WriteSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * What {@code WriteSession} promises of runs with several names, and of folding one into another.
 */
public abstract class JoinContract extends FreshStore {
  private static final TurnKey TURN = new TurnKey("claude-code", "session-1", "prompt-1");
  private static final TraceId OTHER = Runs.id(0xabcdef_0000L);
  private static final SpanId ALIAS = SpanId.of(0x99);

  private <T> T ask(Function<WriteSession, T> question) {
    return store.writer().write(question::apply);
  }

  /** Run 1 with spans 1 and 2, and names for all of it. */
  private void putNamed() {
    write(
        session -> {
          session.put(Runs.make(1).with(RunField.SESSION_ID, "session-1").run());
          session.put(Spans.span(1, 1));
          session.put(Spans.withPayloads(1, 2, Payload.text("in"), Payload.text("out")));
          session.put(Runs.id(1), names());
        });
  }

  private static RunNames names() {
    return new RunNames(
        Map.of(OTHER, Optional.of(ALIAS), Runs.id(1), Optional.empty()),
        Set.of(TURN),
        Map.of(ALIAS, SpanId.of(2)),
        Set.of(
            new Call("tool toolu_1", OTHER, SpanId.of(2)),
            new Call("tool toolu_1", Runs.id(1), SpanId.of(2))));
  }

  @Test
  void names_readBackAsTheyWerePut_underAnyId() {
    putNamed();
    assertEquals(names(), ask(session -> session.names(Runs.id(1))));
    assertEquals(names(), ask(session -> session.names(OTHER)));
    assertEquals(RunNames.NONE, ask(session -> session.names(Runs.id(2))));
  }

  @Test
  void names_putTwice_areAdded() {
    putNamed();
    RunNames more =
        new RunNames(Map.of(), Set.of(), Map.of(), Set.of(new Call("tool x", OTHER, SpanId.of(1))));
    write(session -> session.put(OTHER, more));
    write(session -> session.put(OTHER, more));
    assertEquals(3, ask(session -> session.names(OTHER)).calls().size());
    assertEquals(names().ids(), ask(session -> session.names(OTHER)).ids());
  }

  @Test
  void run_isFoundByAnyOfItsIds() {
    putNamed();
    assertEquals(Optional.of(Runs.id(1)), ask(session -> session.canonical(OTHER)));
    assertEquals(Optional.of(Runs.id(1)), ask(session -> session.canonical(Runs.id(1))));
    assertEquals(Optional.empty(), ask(session -> session.canonical(Runs.id(2))));
    assertEquals(Long.valueOf(1), ask(session -> session.revision(OTHER)));
    assertEquals(Runs.id(1), ask(session -> session.run(OTHER).orElseThrow().traceId()));
    assertEquals(2, ask(session -> session.outlines(OTHER)).size());
    assertEquals(Runs.id(1), reader().run(OTHER).orElseThrow().traceId());
    assertEquals(2, reader().rows(OTHER, 0).size());
    assertEquals(2, reader().payloads(OTHER).size());
    List<Span> spans = reader().spans(OTHER, Payloads.WHOLE);
    assertEquals(reader().spans(Runs.id(1), Payloads.WHOLE), spans);
    assertEquals(Runs.id(1), spans.get(0).traceId());
  }

  @Test
  void resolve_byPrefixOfAnyId_givesTheRunOnce() {
    putNamed();
    assertEquals(List.of(Runs.id(1)), reader().resolve(OTHER.hex(), 5));
    assertEquals(List.of(Runs.id(1)), reader().resolve("0".repeat(6), 5));
    assertEquals(List.of(Runs.id(1)), reader().resolve(OTHER.runId(), 5));
    put(Runs.run(2));
    assertEquals(2, reader().resolve("0".repeat(6), 5).size());
    assertEquals(2, reader().runs(RunFilter.ALL, null, 9).total());
  }

  @Test
  void span_isFoundByAnIdThatWasMerged() {
    putNamed();
    Span span = reader().span(OTHER, ALIAS).orElseThrow();
    assertEquals(SpanId.of(2), span.spanId());
    assertEquals(Payload.text("out"), span.output());
    assertEquals(Optional.of(span), ask(session -> session.whole(OTHER, ALIAS)));
    assertEquals(SpanId.of(2), ask(session -> session.span(OTHER, ALIAS).orElseThrow().spanId()));
  }

  @Test
  void runOf_knowsTheTurnWordForWord() {
    putNamed();
    assertEquals(Optional.of(Runs.id(1)), ask(session -> session.runOf(TURN)));
    TurnKey next = new TurnKey(TURN.source(), TURN.session(), "prompt-2");
    assertEquals(Optional.empty(), ask(session -> session.runOf(next)));
  }

  @Test
  void sharing_findsRunsOfTheSession_thatHaveOneOfTheCalls() {
    putNamed();
    List<String> calls = List.of("tool toolu_0", "tool toolu_1");
    assertEquals(Set.of(Runs.id(1)), ask(session -> session.sharing("session-1", calls, true)));
    assertEquals(Set.of(), ask(session -> session.sharing("session-1", calls, false)));
    assertEquals(Set.of(), ask(session -> session.sharing("session-2", calls, true)));
    assertEquals(
        Set.of(), ask(session -> session.sharing("session-1", List.of("tool toolu_0"), true)));
  }

  @Test
  void older_isTheOneThatWasStoredFirst() {
    put(Runs.run(5), Runs.run(4));
    assertEquals(Runs.id(5), ask(session -> session.older(Runs.id(4), Runs.id(5))));
    assertEquals(Runs.id(5), ask(session -> session.older(Runs.id(5), Runs.id(4))));
  }

  @Test
  void whatNamesAnAlias_namesTheSpanFromThenOn() {
    write(
        session -> {
          session.put(Runs.run(1));
          session.put(Spans.span(1, 2));
          session.put(Spans.span(1, 3, Spans.required(3).with(SpanField.PARENT, ALIAS)));
          session.put(Runs.fullScore(1, "score_1").of(Runs.id(1), ALIAS));
          session.put(child(7, OTHER));
          session.put(Runs.id(1), names());
          session.put(child(8, OTHER));
        });
    assertEquals(SpanId.of(2), reader().span(Runs.id(1), SpanId.of(3)).orElseThrow().parent());
    assertEquals(SpanId.of(2), reader().run(OTHER).orElseThrow().scores().get(0).spanId());
    for (TraceId parent : List.of(OTHER, Runs.id(1))) {
      assertEquals(
          2, reader().runs(RunFilter.builder().parent(parent).build(), null, 9).runs().size());
    }
    for (long child : new long[] {7, 8}) {
      Fields fields = reader().run(Runs.id(child)).orElseThrow().fields();
      assertEquals(Runs.id(1), fields.get(RunField.PARENT_TRACE));
      assertEquals(SpanId.of(2), fields.get(RunField.PARENT_SPAN));
    }
    assertTrue(ask(session -> session.revision(Runs.id(7))) > 1);
  }

  private static Run child(long number, TraceId parent) {
    return Runs.make(number)
        .with(RunField.PARENT_TRACE, parent)
        .with(RunField.PARENT_SPAN, ALIAS)
        .run();
  }

  /** An older run 1 with span 1, and a younger run 2 with spans 2, 3 and 4. */
  private void putTwo() {
    String conversation = "we talk about the same thing, again and again. ".repeat(200);
    write(
        session -> {
          session.put(Runs.make(1).revision(3).run());
          session.put(Spans.span(1, 1));
          session.put(
              Runs.make(2)
                  .revision(9)
                  .with(RunField.TAGS, new Tags(List.of("younger")))
                  .flags(Runs.flag("flag_2", Flag.State.OPEN))
                  .run());
          for (long number = 2; number <= 4; number++) {
            Fields fields =
                Spans.required(number)
                    .with(SpanField.KIND, SpanKind.LLM)
                    .with(SpanField.MODEL, "model-" + number)
                    .with(SpanField.INPUT, Payload.text(conversation + "turn " + number))
                    .with(SpanField.OUTPUT, Payload.text("answer " + number));
            session.put(Spans.span(2, number, fields));
            session.put(Runs.score(2, "score_of_" + number).of(Runs.id(2), SpanId.of(number)));
          }
          session.put(Runs.score(2, "score_2"));
          session.put(
              Runs.id(2),
              new RunNames(
                  Map.of(),
                  Set.of(TURN),
                  Map.of(),
                  Set.of(new Call("request 3", Runs.id(2), SpanId.of(3)))));
        });
  }

  private void fold() {
    write(
        session -> {
          session.fold(Runs.id(2), Runs.id(1), 10, Set.of(SpanId.of(2)));
          session.put(Runs.make(1).revision(10).run());
          session.put(
              Runs.id(1),
              new RunNames(
                  Map.of(Runs.id(1), Optional.empty(), Runs.id(2), Optional.empty()),
                  Set.of(),
                  Map.of(SpanId.of(2), SpanId.of(1)),
                  Set.of()));
        });
  }

  @Test
  void fold_movesSpansAndScores_byteForByte() {
    putTwo();
    List<Span> before = reader().spans(Runs.id(2), Payloads.WHOLE);
    fold();
    List<Span> after = reader().spans(Runs.id(1), Payloads.WHOLE);
    assertEquals(
        List.of(SpanId.of(1), SpanId.of(3), SpanId.of(4)),
        after.stream().map(Span::spanId).toList());
    for (int i = 1; i <= 2; i++) {
      assertEquals(before.get(i).input(), after.get(i).input());
      assertEquals(before.get(i).output(), after.get(i).output());
      assertEquals(before.get(i).sequence() + 10, after.get(i).sequence());
    }
    assertEquals(4, reader().run(Runs.id(1)).orElseThrow().scores().size());
    assertEquals(1, reader().runs(RunFilter.ALL, null, 9).total());
    assertEquals(List.of("model-3", "model-4"), reader().models(9).stream().sorted().toList());
  }

  @Test
  void fold_leavesNoTagsFlagsAndNames_ofTheYounger() {
    putTwo();
    fold();
    assertEquals(List.of(), reader().run(Runs.id(1)).orElseThrow().tags());
    assertEquals(List.of(), reader().run(Runs.id(1)).orElseThrow().flags());
    assertEquals(Optional.empty(), ask(session -> session.runOf(TURN)));
    assertEquals(Set.of(), ask(session -> session.names(Runs.id(2))).calls());
  }

  @Test
  void fold_countsAsErasure_andRaisesRevisions() {
    putTwo();
    long before = ask(WriteSession::erasures);
    fold();
    assertTrue(ask(WriteSession::erasures) > before);
    assertEquals(
        List.of(1L, 13L, 14L),
        reader().rows(Runs.id(2), 9).stream().map(SpanRow::sequence).toList());
    write(session -> session.put(Runs.make(3).revision(20).run()));
    write(session -> session.fold(Runs.id(3), Runs.id(1), 20, Set.of()));
    assertEquals(Long.valueOf(20), ask(session -> session.revision(Runs.id(1))));
  }

  @Test
  void foldedSpans_areSearched_inTheOlderRun() {
    putTwo();
    assertEquals(1, reader().searchRun(Runs.id(2), "answer 3", null, 9).hits().size());
    fold();
    assertEquals(1, reader().searchRun(Runs.id(1), "answer 3", null, 9).hits().size());
    assertEquals(
        Runs.id(1),
        reader().search("answer 4", RunFilter.ALL, Runs.NOON, null, 9).hits().get(0).traceId());
    assertEquals(0, reader().searchRun(Runs.id(1), "answer 2", null, 9).hits().size());
  }

  @Test
  void drop_removesTheSpanAndItsCalls_andLeavesTheOthersByteForByte() {
    putTwo();
    List<Span> before = reader().spans(Runs.id(2), Payloads.WHOLE);
    long erasures = ask(WriteSession::erasures);
    write(
        session -> {
          session.drop(Runs.id(2), SpanId.of(3));
          session.drop(Runs.id(2), SpanId.of(99));
          session.put(Runs.make(2).revision(20).run());
        });
    List<Span> after = reader().spans(Runs.id(2), Payloads.WHOLE);
    assertEquals(List.of(before.get(0), before.get(2)), after);
    assertEquals(Set.of(), ask(session -> session.names(Runs.id(2))).calls());
    assertEquals(0, reader().searchRun(Runs.id(2), "answer 3", null, 9).hits().size());
    assertEquals(1, reader().searchRun(Runs.id(2), "answer 4", null, 9).hits().size());
    assertTrue(ask(WriteSession::erasures) > erasures);
  }

  @Test
  void erase_takesAllNamesAway() {
    putNamed();
    assertEquals(true, ask(session -> session.erase(OTHER)));
    assertEquals(Optional.empty(), ask(session -> session.canonical(OTHER)));
    assertEquals(Optional.empty(), ask(session -> session.runOf(TURN)));
    assertEquals(List.of(), reader().resolve(OTHER.hex(), 5));
    put(Runs.run(1));
    assertEquals(RunNames.NONE, ask(session -> session.names(Runs.id(1))));
  }
}
