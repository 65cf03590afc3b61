package dev.spoor.ingest;

import static dev.spoor.fixture.Drafts.NOON;
import static dev.spoor.fixture.Drafts.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.fixture.Drafts;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.RunFilter;
import dev.spoor.model.Span;
import dev.spoor.model.SpanField;
import dev.spoor.price.PriceBook;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.store.upkeep.Progress;
import dev.spoor.store.upkeep.PruneReport;
import dev.spoor.store.upkeep.StoreSpace.Payloads;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes and what stays. */
class PruningTest {
  private static final Payload IMAGE =
      Payload.json(
          new JsonText(
              "[{\"type\":\"image\",\"source\":{\"media_type\":\"image/png\",\"data\":\""
                  + noise(1, 3_000)
                  + "\"}}]"));

  @TempDir private Path folder;
  private Store store;
  private Ingest ingest;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("spoor.db"), Durability.NORMAL);
    ingest =
        new Ingest(
            store.writer(),
            new Redactor(RedactionMode.ON),
            PriceBook.bundled(),
            new Watches(RunLimits.NONE),
            Ingest.Content.FULL,
            () -> NOON.plusSeconds(600));
    for (long run = 1; run <= 3; run++) {
      put(run);
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static String noise(long seed, int length) {
    return new Random(seed)
        .ints(length, 'a', 'z')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** A run with a picture, a large and a small output of tools, and a call of a model. */
  private void put(long run) {
    Drafts drafts = Drafts.ofRun(run);
    ingest.accept(
        drafts.ended(
            drafts.tool(2, 1, "Read", "a.png", "").with(SpanField.OUTPUT, IMAGE).draft(),
            drafts.tool(3, 2, "Bash", "make", noise(run, 200_000)).draft(),
            drafts.tool(4, 3, "Bash", "ls", "a b c").draft(),
            drafts
                .llm(5, 4)
                .with(SpanField.INPUT, Payload.text("question " + run))
                .with(SpanField.OUTPUT, Payload.text("answer"))
                .draft()));
  }

  private PruneReport prune(Retention retention, Instant now, boolean dry) {
    return new Pruning(store.reader(), store.writer(), ingest, retention, now, dry, Progress.NONE)
        .run();
  }

  private static Retention ages(
      @Nullable Duration runs, @Nullable Duration payloads, @Nullable Duration images) {
    return new Retention(runs, payloads, images, null, null);
  }

  private Span span(long run, long number) {
    return store.reader().span(Drafts.ofRun(run).traceId(), id(number)).orElseThrow();
  }

  private static Instant day(long number) {
    return NOON.plus(Duration.ofDays(number));
  }

  @Test
  void oldImages_goAndOthersStay() {
    PruneReport report = prune(ages(null, null, Duration.ofDays(7)), day(8), false);
    assertEquals(0, report.runs());
    assertEquals(1, report.payloads().size());
    assertEquals("image", report.payloads().get(0).what());
    assertEquals(3, report.payloads().get(0).count());
    assertNull(span(1, 2).output());
    assertEquals(IMAGE.bytes().length, span(1, 2).outputBytes());
    assertNotNull(span(1, 3).output());
    assertEquals("question 1", span(1, 5).input().text());
    assertTrue(prune(ages(null, null, Duration.ofDays(7)), day(8), false).isEmpty());
  }

  @Test
  void young_stays() {
    assertTrue(prune(ages(Duration.ofDays(9), Duration.ofDays(9), null), day(8), false).isEmpty());
    assertNotNull(span(1, 2).output());
  }

  @Test
  void shorterAgeOfAllPayloads_holdsForImagesToo() {
    prune(ages(null, Duration.ofDays(3), Duration.ofDays(7)), day(4), false);
    assertNull(span(1, 2).output());
    assertNull(span(1, 5).input());
  }

  @Test
  void oldRuns_areErased() {
    PruneReport report = prune(ages(Duration.ofDays(3), null, null), day(4), false);
    assertEquals(3, report.runs());
    assertEquals(0, store.reader().runs(RunFilter.ALL, null, 1).total());
  }

  @Test
  void dryRun_tellsTheSameAndTakesNothing() {
    Retention retention = ages(null, Duration.ofDays(3), null);
    PruneReport dry = prune(retention, day(4), true);
    assertNotNull(span(1, 2).output());
    PruneReport done = prune(retention, day(4), false);
    assertEquals(dry.payloads(), done.payloads());
    assertNull(span(1, 2).output());
  }

  @Test
  void size_takesLargeOutputsOfOldestRunsFirst() {
    long used = store.reader().usedBytes();
    Retention retention = new Retention(null, null, null, null, used - 150_000);
    PruneReport dry = prune(retention, day(4), true);
    PruneReport report = prune(retention, day(4), false);
    assertEquals(dry.payloads(), report.payloads());
    assertEquals(150_000, report.excessBytes());
    assertTrue(store.reader().usedBytes() <= used - 150_000);
    assertNull(span(1, 2).output());
    assertNull(span(1, 3).output());
    assertNotNull(span(3, 3).output());
    assertNotNull(span(1, 5).input());
    assertEquals(0, report.runs());
    assertEquals(
        3,
        report.payloads().stream()
            .filter(some -> some.what().equals("image"))
            .mapToLong(Payloads::count)
            .sum());
  }

  @Test
  void size_thatNothingCanReach_takesWholeRunsInTheEnd() {
    PruneReport report = prune(new Retention(null, null, null, null, 1L), day(4), false);
    assertEquals(3, report.runs());
    assertEquals(0, store.reader().runs(RunFilter.ALL, null, 1).total());
  }

  @Test
  void size_leavesRunsOfTheLastHour() {
    assertTrue(
        prune(new Retention(null, null, null, null, 1L), NOON.plusSeconds(600), false).isEmpty());
  }
}
