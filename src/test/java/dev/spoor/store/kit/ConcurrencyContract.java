package dev.spoor.store.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Flag;
import dev.spoor.model.Run;
import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.store.SpanReader.Payloads;
import dev.spoor.store.Store;
import dev.spoor.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds when several threads of a process write and read at once. */
public abstract class ConcurrencyContract extends FreshStore {
  private static final int THREADS = 8;
  private static final int UNITS_A_THREAD = 40;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  @Test
  void unitsOfThreads_runOneAfterTheOther() throws Exception {
    List<Future<?>> writers = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      long first = 1 + (long) thread * UNITS_A_THREAD;
      writers.add(threads.submit(() -> writeSpans(store, first)));
    }
    awaitAll(writers);
    assertWritten(THREADS * UNITS_A_THREAD);
  }

  @Test
  void unitsOfTwoStoresOfOneProcess_runOneAfterTheOther() throws Exception {
    try (Store other = engine().open(folder)) {
      awaitAll(
          List.of(
              threads.submit(() -> writeSpans(store, 1)),
              threads.submit(() -> writeSpans(other, 1 + UNITS_A_THREAD))));
    }
    assertWritten(2 * UNITS_A_THREAD);
  }

  private static void writeSpans(Store store, long first) {
    LongStream.range(first, first + UNITS_A_THREAD)
        .forEach(number -> WritingProcess.write(store, number));
  }

  private void assertWritten(int spans) {
    assertEquals(spans, reader().run(Runs.id(1)).orElseThrow().revision());
    assertEquals(
        LongStream.rangeClosed(1, spans).boxed().toList(),
        reader().spans(Runs.id(1), Payloads.SIZES).stream().map(Span::sequence).toList());
  }

  private static void awaitAll(List<Future<?>> work) throws Exception {
    for (Future<?> each : work) {
      each.get();
    }
  }

  /** Lets these units wait for the writer together, and gives back what becomes of each. */
  private <T> List<Future<T>> together(List<Callable<T>> units) throws Exception {
    CountDownLatch writerIsBusy = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Future<?> first =
        threads.submit(
            () ->
                write(
                    session -> {
                      writerIsBusy.countDown();
                      awaitUninterrupted(goOn);
                    }));
    writerIsBusy.await();
    List<Future<T>> answers = new ArrayList<>();
    for (Callable<T> unit : units) {
      answers.add(threads.submit(unit));
    }
    goOn.countDown();
    first.get();
    return answers;
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void unitThatThrows_touchesNoneOfThoseThatWaitedWithIt() throws Exception {
    put(Runs.run(1));
    RuntimeException mistake = new IllegalArgumentException("mine");
    List<Callable<Boolean>> units = new ArrayList<>();
    for (long number = 1; number <= THREADS; number++) {
      Span span = Spans.answer(1, number, "model-" + number);
      boolean fails = number % 2 == 0;
      units.add(
          () ->
              store
                  .writer()
                  .write(
                      session -> {
                        session.put(span);
                        if (fails) {
                          throw mistake;
                        }
                        return true;
                      }));
    }
    List<Future<Boolean>> answers = together(units);
    for (int i = 0; i < THREADS; i++) {
      Future<Boolean> answer = answers.get(i);
      if (i % 2 == 0) {
        assertTrue(answer.get());
      } else {
        assertSame(mistake, assertThrows(ExecutionException.class, answer::get).getCause());
      }
    }
    assertEquals(
        Stream.of(1L, 3L, 5L, 7L)
            .map(number -> Spans.answer(1, number, "model-" + number))
            .toList(),
        reader().spans(Runs.id(1), Payloads.SIZES));
  }

  @Test
  void close_endsWritesThatWereBegunAndRefusesLaterOnes() throws Exception {
    put(Runs.run(1));
    List<Callable<Boolean>> units = new ArrayList<>();
    for (long number = 1; number < THREADS; number++) {
      Span span = Spans.span(1, number);
      units.add(
          () -> {
            put(span);
            return true;
          });
    }
    List<Future<Boolean>> answers = together(units);
    store.close();
    long stored = 0;
    for (Future<Boolean> answer : answers) {
      try {
        assertTrue(answer.get());
        stored++;
      } catch (ExecutionException e) {
        assertTrue(e.getCause() instanceof StoreException, () -> "" + e.getCause());
      }
    }
    store = engine().open(folder);
    assertEquals(stored, reader().spans(Runs.id(1), Payloads.SIZES).size());
  }

  @Test
  void readers_seeOneStateAtATimeAndNothingHalfWritten() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    put(consistentRun(1));
    List<Future<?>> readers = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      readers.add(
          threads.submit(
              () -> {
                while (!done.get()) {
                  assertConsistent(reader().run(Runs.id(1)).orElseThrow());
                }
              }));
    }
    for (long revision = 2; revision <= 300; revision++) {
      long next = revision;
      write(
          session -> {
            session.put(consistentRun(next));
            session.put(Runs.score(1, "score_1", "revision " + next));
          });
    }
    done.set(true);
    awaitAll(readers);
  }

  /** A run whose row, flags and score say the same number. */
  private static Run consistentRun(long revision) {
    Flag[] flags =
        LongStream.range(0, revision % 5)
            .mapToObj(i -> Runs.flag("flag_" + i, Flag.State.OPEN))
            .toArray(Flag[]::new);
    return Runs.make(1).revision(revision).name("revision " + revision).flags(flags).run();
  }

  private static void assertConsistent(Run run) {
    assertEquals("revision " + run.revision(), run.name());
    assertEquals(run.revision() % 5, run.flags().size());
    run.scores().forEach(score -> assertEquals(run.name(), score.name()));
  }

  @Test
  void interruptOfCaller_isKeptAndLosesNothing() throws Exception {
    Future<Boolean> interrupted =
        threads.submit(
            () -> {
              Thread.currentThread().interrupt();
              put(Runs.run(1));
              return Thread.interrupted();
            });
    assertTrue(interrupted.get());
    assertEquals(Runs.run(1), reader().run(Runs.id(1)).orElseThrow());
  }

  @Test
  void interruptOfReader_isKeptAndLosesNothing() throws Exception {
    put(Runs.run(1));
    Future<Boolean> interrupted =
        threads.submit(
            () -> {
              Thread.currentThread().interrupt();
              assertEquals(Runs.run(1), reader().run(Runs.id(1)).orElseThrow());
              return Thread.interrupted();
            });
    assertTrue(interrupted.get());
  }

  @Test
  void unitThatInterruptsItsThread_harmsNoLaterOne() {
    write(
        session -> {
          session.put(Runs.run(1));
          Thread.currentThread().interrupt();
        });
    put(Spans.span(1, 1));
    assertEquals(
        List.of(SpanId.of(1)),
        reader().spans(Runs.id(1), Payloads.SIZES).stream().map(Span::spanId).toList());
  }
}
