package dev.spoor.store.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Payload;
import dev.spoor.model.RunCursor;
import dev.spoor.model.Span;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.store.KeptPayload;
import dev.spoor.store.KeptPayload.Place;
import dev.spoor.store.SpanReader.Payloads;
import dev.spoor.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What pruning and what it needs promise. */
public abstract class PruneContract extends FreshStore {
  private static final Instant LATER = Runs.NOON.plus(Duration.ofDays(1));

  private long prune(long run, Place... places) {
    return store.writer().write(session -> session.prune(Runs.id(run), Set.of(places)));
  }

  private static Place input(long span) {
    return new Place(SpanId.of(span), true);
  }

  private static Place output(long span) {
    return new Place(SpanId.of(span), false);
  }

  private Span span(long run, long number) {
    return reader().span(Runs.id(run), SpanId.of(number)).orElseThrow();
  }

  /** A conversation: each model call repeats what was said before. */
  private void putConversation(long run, int calls) {
    put(Runs.run(run));
    for (long number = 1; number <= calls; number++) {
      put(call(run, number));
    }
  }

  private static Span call(long run, long number) {
    return Spans.span(
        run,
        number,
        Spans.withPayloads(run, number, said(number), Payload.text("answer " + number))
            .fields()
            .with(SpanField.KIND, SpanKind.LLM));
  }

  private static Payload said(long number) {
    StringBuilder text = new StringBuilder();
    for (long turn = 1; turn <= number; turn++) {
      text.append("turn ").append(turn).append(" ").append(Long.toString(turn * 7_919_333L, 36));
      text.append(" of a conversation that grows and grows until it fills the window. ".repeat(20));
    }
    return Payload.text(text.toString());
  }

  @Test
  void prunedPayload_leavesItsSize() {
    putConversation(1, 1);
    long bytes = span(1, 1).inputBytes();
    assertTrue(prune(1, input(1)) != 0);
    assertNull(span(1, 1).input());
    assertEquals(bytes, span(1, 1).inputBytes());
    assertEquals("answer 1", span(1, 1).output().text());
    assertEquals(1, reader().spans(Runs.id(1), Payloads.SIZES).size());
  }

  @Test
  void payloadsThatWereMadeFromPrunedOnes_stayWhole() {
    putConversation(1, 12);
    prune(1, input(1), input(5), input(6));
    for (long number = 1; number <= 12; number++) {
      boolean pruned = number == 1 || number == 5 || number == 6;
      assertEquals(pruned ? null : said(number), span(1, number).input(), "call " + number);
    }
    put(call(1, 13));
    assertEquals(said(13), span(1, 13).input());
  }

  @Test
  void payloadsOfRun_areListedWithoutPrunedOnes() {
    putConversation(1, 2);
    prune(1, input(1));
    List<KeptPayload> kept = reader().payloads(Runs.id(1));
    assertEquals(
        Set.of(output(1), input(2), output(2)),
        kept.stream().map(KeptPayload::place).collect(Collectors.toSet()));
    for (KeptPayload payload : kept) {
      assertEquals(SpanKind.LLM, payload.kind());
      Span span = span(1, payload.place().span().bits());
      assertEquals(
          payload.place().isInput() ? span.inputBytes() : span.outputBytes(), payload.bytes());
      assertTrue(payload.storedBytes() > 0);
    }
    assertEquals(List.of(), reader().payloads(Runs.id(2)));
  }

  @Test
  void whatIsNotThere_isLeftAsItIs() {
    putConversation(1, 1);
    assertEquals(0, prune(2, input(1)));
    assertEquals(0, prune(1, input(7)));
    prune(1, input(1));
    assertEquals(0, prune(1, input(1)));
    assertNull(span(1, 1).input());
  }

  @Test
  void prunedPayload_mayBeWrittenAgain() {
    putConversation(1, 2);
    prune(1, input(1), input(2));
    put(call(1, 1));
    assertEquals(said(1), span(1, 1).input());
    assertNull(span(1, 2).input());
  }

  @Test
  void oldest_goesFromTheOldestToTheNewestPageByPage() {
    put(Runs.run(3), Runs.run(1), Runs.run(2));
    List<RunCursor> first = reader().oldest(null, LATER, 2);
    assertEquals(List.of(Runs.id(1), Runs.id(2)), first.stream().map(RunCursor::traceId).toList());
    List<RunCursor> second = reader().oldest(first.get(1), LATER, 2);
    assertEquals(List.of(Runs.id(3)), second.stream().map(RunCursor::traceId).toList());
    assertEquals(Runs.NOON.plusSeconds(3), second.get(0).startedAt());
    assertEquals(List.of(), reader().oldest(second.get(0), LATER, 2));
  }

  @Test
  void oldest_endsBeforeTheTime() {
    put(Runs.run(1), Runs.run(2));
    assertEquals(1, reader().oldest(null, Runs.NOON.plusSeconds(2), 9).size());
    assertEquals(0, reader().oldest(null, Runs.NOON.plusSeconds(1), 9).size());
  }

  @Test
  void usedBytes_shrinkWhenRunsAreErased() {
    long before = reader().usedBytes();
    put(Runs.run(1));
    for (long number = 1; number <= 40; number++) {
      String noise =
          new Random(number)
              .ints(20_000, 'a', 'z')
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      put(Spans.withPayloads(1, number, said(1), Payload.text(noise)));
    }
    long full = reader().usedBytes();
    assertTrue(full > before);
    boolean erased = store.writer().write(session -> session.erase(Runs.id(1)));
    assertTrue(erased);
    store.scrub();
    assertTrue(reader().usedBytes() < full);
  }

  @Test
  void chore_isDoneByOneInEachPeriod() {
    try (Store other = engine().open(folder)) {
      assertTrue(claims(store, Runs.NOON));
      assertFalse(claims(other, Runs.NOON.plusSeconds(60)));
      assertTrue(claims(other, Runs.NOON.plus(Duration.ofDays(1)).plusSeconds(1)));
      assertFalse(claims(store, Runs.NOON.plus(Duration.ofDays(1)).plusSeconds(2)));
      boolean another = store.writer().write(session -> session.claim("b", Runs.NOON, Runs.NOON));
      assertTrue(another);
    }
  }

  private static boolean claims(Store store, Instant now) {
    return store.writer().write(session -> session.claim("a", now, now.minus(Duration.ofDays(1))));
  }
}
