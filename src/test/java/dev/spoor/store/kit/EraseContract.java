package dev.spoor.store.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Flag;
import dev.spoor.model.Payload;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.RunFilter;
import dev.spoor.model.SpanId;
import dev.spoor.model.Tags;
import dev.spoor.model.TraceId;
import dev.spoor.store.SpanReader.Payloads;
import dev.spoor.store.Store;
import dev.spoor.store.StoreException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code WriteSession.erase} and {@code Store.scrub} promise. */
public abstract class EraseContract extends FreshStore {
  private static final Payload PING = Payload.text("ping");

  private boolean erase(long run) {
    return store.writer().write(session -> session.erase(Runs.id(run)));
  }

  private long erasures() {
    return store.writer().write(session -> session.erasures());
  }

  private void putWhole(long number) {
    write(
        session -> {
          session.put(
              Runs.make(number)
                  .with(RunField.TAGS, new Tags(List.of("tag-" + number)))
                  .flags(Runs.flag("flag_" + number, Flag.State.OPEN))
                  .run());
          session.put(Spans.answer(number, 1, "model-" + number));
          session.put(Spans.withPayloads(number, 2, PING, PING));
          session.put(Runs.score(number, "score_" + number));
        });
  }

  private int found(RunFilter filter) {
    return reader().runs(filter, null, 10).runs().size();
  }

  private static RunFilter tag(String tag) {
    return Filters.tag(tag);
  }

  @Test
  void erasedRun_isUnknownInEveryRead() {
    putWhole(1);
    assertTrue(erase(1));
    TraceId erased = Runs.id(1);
    assertTrue(reader().run(erased).isEmpty());
    assertEquals(List.of(), reader().spans(erased, Payloads.WHOLE));
    assertEquals(List.of(), reader().rows(erased, 0));
    assertTrue(reader().span(erased, SpanId.of(2)).isEmpty());
    assertEquals(List.of(), reader().resolve(erased.toString(), 10));
    assertEquals(List.of(), reader().models(10));
    assertEquals(0, found(RunFilter.ALL));
    assertEquals(0, found(tag("tag-1")));
    assertEquals(0, found(Filters.model("model-1")));
    write(
        session -> {
          assertEquals(0, session.revision(erased));
          assertTrue(session.run(erased).isEmpty());
          assertEquals(List.of(), session.outlines(erased));
        });
  }

  @Test
  void erasing_leavesOtherRunsAsTheyAre() {
    putWhole(1);
    putWhole(2);
    Run before = reader().run(Runs.id(2)).orElseThrow();
    var spans = reader().spans(Runs.id(2), Payloads.WHOLE);
    assertTrue(erase(1));
    store.scrub();
    assertEquals(before, reader().run(Runs.id(2)).orElseThrow());
    assertEquals(spans, reader().spans(Runs.id(2), Payloads.WHOLE));
    assertEquals(1, found(tag("tag-2")));
    assertEquals(List.of("model-2"), reader().models(10));
  }

  @Test
  void erasing_leavesRunsThatWereStartedBelow() {
    put(Runs.run(1));
    put(Runs.make(2).with(RunField.PARENT_TRACE, Runs.id(1)).run());
    assertTrue(erase(1));
    assertEquals(
        Runs.id(1), reader().run(Runs.id(2)).orElseThrow().fields().get(RunField.PARENT_TRACE));
  }

  @Test
  void erasingUnknownRun_changesNothing() {
    putWhole(1);
    long before = erasures();
    assertFalse(erase(2));
    assertEquals(before, erasures());
    assertEquals(1, found(RunFilter.ALL));
  }

  @Test
  void erasures_countWhatAnyStoreErased() {
    putWhole(1);
    long before = erasures();
    try (Store other = engine().open(folder)) {
      other.writer().write(session -> session.erase(Runs.id(1)));
    }
    assertNotEquals(before, erasures());
  }

  @Test
  void erasureInUnitThatThrows_isUndone() {
    putWhole(1);
    long before = erasures();
    assertThrows(
        IllegalStateException.class,
        () ->
            write(
                session -> {
                  session.erase(Runs.id(1));
                  throw new IllegalStateException();
                }));
    assertEquals(before, erasures());
    assertEquals(2, reader().spans(Runs.id(1), Payloads.WHOLE).size());
    putWhole(2);
    assertEquals(List.of("model-1"), modelsOf(1));
  }

  @Test
  void erasedRun_mayComeBackInTheSameUnit() {
    putWhole(1);
    write(
        session -> {
          session.erase(Runs.id(1));
          session.put(Runs.run(1));
          session.put(Spans.answer(1, 1, "model-1"));
        });
    store.scrub();
    assertEquals(1, reader().spans(Runs.id(1), Payloads.WHOLE).size());
    assertEquals(List.of("model-1"), modelsOf(1));
  }

  @Test
  void wordsOfErasedRun_areStillThereForThoseWhoUseThem() {
    putWhole(1);
    putWhole(2);
    put(Spans.answer(2, 3, "model-1"));
    assertTrue(erase(1));
    store.scrub();
    assertEquals(List.of("model-2", "model-1"), modelsOf(2));
    assertEquals(1, found(Filters.model("model-1")));
  }

  @Test
  void wordsThatAreGone_areLearntAnewByStoresThatKnewThem() {
    putWhole(1);
    try (Store other = engine().open(folder)) {
      // Both stores know the words now, the other from writing and from reading.
      other
          .writer()
          .write(
              session -> {
                session.put(Spans.answer(1, 4, "model-1"));
                return true;
              });
      assertEquals(3, other.reader().spans(Runs.id(1), Payloads.SIZES).size());
      assertTrue(erase(1));
      store.scrub();
      put(Runs.run(2));
      put(Spans.answer(2, 1, "model-new"));
      assertEquals(
          "model-new", other.reader().span(Runs.id(2), SpanId.of(1)).orElseThrow().model());
      other
          .writer()
          .write(
              session -> {
                session.put(Spans.answer(2, 2, "model-1"));
                return true;
              });
      assertEquals(List.of("model-new", "model-1"), modelsOf(2));
    }
  }

  @Test
  void wordUsedBetweenErasureAndScrub_stays() {
    putWhole(1);
    try (Store other = engine().open(folder)) {
      assertTrue(erase(1));
      other
          .writer()
          .write(
              session -> {
                session.put(Runs.run(2));
                session.put(Spans.answer(2, 1, "model-1"));
                return true;
              });
      store.scrub();
      store.scrub();
    }
    assertEquals(List.of("model-1"), modelsOf(2));
  }

  @Test
  void scrub_whileOthersWrite_losesNothing() throws InterruptedException {
    putWhole(1);
    try (Store other = engine().open(folder)) {
      Thread writer =
          new Thread(
              () -> {
                for (long number = 10; number < 60; number++) {
                  WritingProcess.write(other, number);
                }
              });
      // Run 1 is what WritingProcess writes to; it may find it erased, and begins it anew.
      erase(1);
      writer.start();
      store.scrub();
      writer.join();
      store.scrub();
      assertEquals(50, reader().spans(Runs.id(1), Payloads.WHOLE).size());
    }
  }

  @Test
  void scrubOfClosedStore_isRefused() {
    store.close();
    assertThrows(StoreException.class, store::scrub);
  }

  private List<String> modelsOf(long run) {
    return reader().spans(Runs.id(run), Payloads.SIZES).stream()
        .map(span -> span.model())
        .filter(model -> model != null)
        .toList();
  }
}
