package dev.spoor.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.store.sqlite.WriteQueue.Admission;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Room for so much work and no more. */
class WriteQueueTest {
  private static final Patience SHORT = new Patience(Duration.ofMillis(50));
  private static final Patience LONG = new Patience(Duration.ofSeconds(30));

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final WriteQueue queue = new WriteQueue(3, 100);

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  private static PendingWrite<Boolean> holding(long bytes) {
    return new PendingWrite<>(session -> true, bytes);
  }

  @Test
  void add_unitsBeyondTheBound_areTurnedAway() {
    for (int i = 0; i < 3; i++) {
      assertEquals(Admission.TAKEN, queue.add(holding(1), SHORT));
    }
    assertEquals(Admission.FULL, queue.add(holding(1), SHORT));
    assertEquals(3, queue.size());
  }

  @Test
  void add_bytesBeyondTheBound_areTurnedAwayUnlessTheyWaitAlone() {
    assertEquals(Admission.TAKEN, queue.add(holding(1_000), SHORT));
    assertEquals(Admission.FULL, queue.add(holding(0), SHORT));
    assertEquals(1, queue.take(5).size());
    assertEquals(Admission.TAKEN, queue.add(holding(60), SHORT));
    assertEquals(Admission.FULL, queue.add(holding(41), SHORT));
    assertEquals(Admission.TAKEN, queue.add(holding(40), SHORT));
  }

  @Test
  void add_waitsForRoom() throws Exception {
    assertEquals(Admission.TAKEN, queue.add(holding(100), SHORT));
    Future<Admission> waiting = threads.submit(() -> queue.add(holding(50), LONG));
    assertFalse(waiting.isDone());
    assertEquals(1, queue.take(1).size());
    assertEquals(Admission.TAKEN, waiting.get());
    assertEquals(List.of(50L), queue.take(9).stream().map(PendingWrite::bytes).toList());
  }

  @Test
  void close_turnsAwayThoseWhoWaitForRoom() throws Exception {
    assertEquals(Admission.TAKEN, queue.add(holding(100), SHORT));
    Future<Admission> waiting = threads.submit(() -> queue.add(holding(50), LONG));
    queue.close();
    assertEquals(Admission.CLOSED, waiting.get());
    assertTrue(queue.await());
    assertEquals(1, queue.take(9).size());
    assertFalse(queue.await());
  }

  @Test
  void interruptWhileWaitingForRoom_isKept() throws Exception {
    assertEquals(Admission.TAKEN, queue.add(holding(100), SHORT));
    Future<Boolean> interrupted =
        threads.submit(
            () -> {
              Thread.currentThread().interrupt();
              Admission admission = queue.add(holding(50), SHORT);
              return Thread.interrupted() && admission == Admission.FULL;
            });
    assertTrue(interrupted.get());
  }
}
