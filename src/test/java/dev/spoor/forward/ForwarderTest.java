package dev.spoor.forward;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.fixture.Drafts;
import dev.spoor.http.Response;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.FileMark;
import dev.spoor.model.Payload;
import dev.spoor.model.RunField;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Score;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Tags;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is stored here arrives there, whatever happens in between. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ForwarderTest {
  private static final Drafts RUN = Drafts.ofRun(1);

  @TempDir private Path folder;
  private Room here;
  private Room there;

  @BeforeEach
  void open() throws IOException {
    here = new Room(folder.resolve("here.db"));
    there = new Room(folder.resolve("there.db")).served();
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  private void assertArrived(Drafts run) {
    here.awaitPassed();
    assertEquals(here.exported(run.traceId()), there.exported(run.traceId()));
  }

  private static SpanDraft tool(Drafts run, long number, String name) {
    return run.tool(number, number, name, "in " + number, "out " + number).under(1).draft();
  }

  private static Batch named(Drafts run, int spans) {
    List<SpanDraft> more = new ArrayList<>();
    for (int number = 2; number <= spans; number++) {
      more.add(tool(run, number, "tool " + number));
    }
    return run.ended(more.toArray(SpanDraft[]::new));
  }

  @Test
  void runWrittenByAnotherProcess_arrivesAndIsTheSame() {
    here.passingOnTo(there.url());
    Fields said =
        Fields.builder()
            .set(RunField.SESSION_ID, "s-1")
            .set(RunField.PROJECT, "shop")
            .set(RunField.TAGS, Tags.of(List.of("a", "b")))
            .build();
    SpanDraft odd =
        RUN.span(4, SpanKind.TOOL, "odd")
            .at(3, 1)
            .with(SpanField.INPUT, Payload.text("go \ud800 on"))
            .with(SpanField.OUTPUT, new Payload(Payload.Form.BASE64, "AP8="))
            .draft();
    try (Room other = new Room(folder.resolve("here.db"))) {
      other.ingest.accept(RUN.ended(RUN.llm(2, 1).draft(), tool(RUN, 3, "Bash"), odd));
      other.ingest.accept(new Batch(List.of(RUN.run(said)), List.of(), List.of()));
      other.ingest.accept(Batch.ofScore(score("s1", "0.5")));
    }
    assertArrived(RUN);
    assertTrue(there.exported(RUN.traceId()).contains("\"score_id\":\"s1\""));
  }

  private static Score score(String id, String value) {
    return new Score(
        id,
        RUN.traceId(),
        Drafts.id(2),
        "polite",
        new BigDecimal(value),
        null,
        null,
        Score.Source.HUMAN,
        null,
        Room.NOW);
  }

  @Test
  void spansGoWhenTheyHaveEnded_andTheRootWhenTheRunHas() throws IOException {
    try (StubReceiver stub = new StubReceiver(names -> StubReceiver.TAKEN)) {
      here.passingOnTo(stub.url());
      here.ingest.accept(RUN.opened());
      SpanDraft open = RUN.span(3, SpanKind.TOOL, "open").under(1).draft();
      SpanDraft running = open.withFields(open.fields().with(SpanField.STATUS, SpanStatus.RUNNING));
      here.ingest.accept(Batch.ofSpans(List.of(tool(RUN, 2, "first"), running)));
      here.awaitPassed();
      assertEquals(List.of(List.of("first")), stub.taken());
      here.ingest.accept(Batch.ofSpans(List.of(tool(RUN, 4, "second"))));
      here.awaitPassed();
      assertEquals(List.of(List.of("first"), List.of("second")), stub.taken());
      here.ingest.accept(RUN.ended());
      here.awaitPassed();
      assertEquals(List.of("first", "second", "fix the test", "open"), stub.names());
    }
  }

  @Test
  void whatIsSaidOfTheRunLater_bringsTheRootAgain_andNothingElse() throws IOException {
    try (StubReceiver stub = new StubReceiver(names -> StubReceiver.TAKEN)) {
      here.passingOnTo(stub.url());
      SpanDraft open = RUN.span(3, SpanKind.TOOL, "open").under(1).draft();
      here.ingest.accept(
          RUN.ended(
              tool(RUN, 2, "first"),
              open.withFields(open.fields().with(SpanField.STATUS, SpanStatus.RUNNING))));
      here.awaitPassed();
      Fields tags = Fields.NONE.with(RunField.TAGS, Tags.of(List.of("green")));
      here.ingest.accept(new Batch(List.of(RUN.run(tags)), List.of(), List.of()));
      here.awaitPassed();
      here.ingest.accept(new Batch(List.of(RUN.run(tags)), List.of(), List.of()));
      here.awaitPassed();
      here.ingest.accept(Batch.ofScore(score("s1", "1")));
      here.awaitPassed();
      assertEquals(
          List.of(
              List.of("fix the test", "first", "open"),
              List.of("fix the test"),
              List.of("fix the test")),
          stub.taken());
    }
  }

  @Test
  void runThatWasGivenUp_isGivenUpThereToo() {
    here.passingOnTo(there.url());
    here.ingest.accept(RUN.opened());
    here.ingest.accept(Batch.ofSpans(List.of(tool(RUN, 2, "first"))));
    here.awaitPassed();
    here.ingest.abandon(RUN.traceId(), "client_disconnected");
    assertArrived(RUN);
    assertEquals(RunStatus.ABANDONED, there.runs.run(RUN.traceId()).status());
  }

  @Test
  void runThatGoesOnAfterItWasGivenUp_isFollowedOn() {
    here.passingOnTo(there.url());
    here.ingest.accept(RUN.opened());
    here.ingest.abandon(RUN.traceId(), "client_disconnected");
    assertArrived(RUN);
    SpanDraft open = RUN.span(3, SpanKind.TOOL, "open").under(1).draft();
    here.ingest.accept(
        Batch.ofSpans(
            List.of(open.withFields(open.fields().with(SpanField.STATUS, SpanStatus.RUNNING)))));
    here.awaitPassed();
    here.ingest.abandon(RUN.traceId(), "client_disconnected");
    assertArrived(RUN);
    here.ingest.accept(RUN.ended());
    assertArrived(RUN);
    assertEquals(RunStatus.OK, there.runs.run(RUN.traceId()).status());
  }

  @Test
  void runsThatNobodyHearsOf_arriveAsGivenUp() {
    try (Room other = new Room(folder.resolve("here.db"))) {
      for (int number = 1; number <= 20; number++) {
        SpanDraft root =
            Drafts.ofRun(number)
                .span(1, SpanKind.AGENT, "old")
                .with(SpanField.STATUS, SpanStatus.RUNNING)
                .with(SpanField.STARTED_AT, Drafts.NOON.minusSeconds(7_200))
                .draft();
        // Read from a file, it was heard of when it happened.
        other.ingest.accept(
            Batch.ofSpans(List.of(root)), List.of(new FileMark("file " + number, 1, "any")));
      }
    }
    here.passingOnTo(there.url(), true);
    Room.await(() -> there.has(Drafts.ofRun(20).traceId()));
    for (int number = 1; number <= 20; number++) {
      assertArrived(Drafts.ofRun(number));
    }
  }

  @Test
  void receiverThatIsAway_isWaitedFor() throws IOException {
    there.unserved();
    here.passingOnTo(there.url());
    here.ingest.accept(named(RUN, 3));
    here.awaitSaid("takes nothing at the moment");
    Room.await(() -> here.receivers().get(0).trouble() != null);
    assertEquals(1, here.receivers().get(0).waiting());
    there.served();
    assertArrived(RUN);
    here.awaitSaid("is back");
    assertNull(here.receivers().get(0).trouble());
    assertEquals(3, here.meter.counts().sent());
  }

  @Test
  void runThatIsErasedWhileItWaits_isNotSent() throws IOException {
    Drafts kept = Drafts.ofRun(2);
    there.unserved();
    here.ingest.accept(named(RUN, 3));
    here.ingest.accept(named(kept, 3));
    here.passingOnTo(there.url(), true);
    here.awaitSaid("takes nothing at the moment");
    here.ingest.erase(List.of(RUN.traceId()));
    // What was on its way before is over with the next failure.
    long failures = here.meter.counts().failures();
    Room.await(() -> here.meter.counts().failures() > failures + 1);
    there.served();
    assertArrived(kept);
    assertFalse(there.has(RUN.traceId()));
  }

  @Test
  void receiverThatStoresAndDoesNotAnswer_getsNothingTwice() throws IOException {
    AtomicInteger requests = new AtomicInteger();
    try (StubReceiver lossy =
            new StubReceiver(
                names ->
                    requests.incrementAndGet() % 2 == 0
                        ? StubReceiver.TAKEN
                        : Response.problem(503, "taken, but you do not know"));
        Room last = new Room(folder.resolve("last.db")).served()) {
      here.passingOnTo(lossy.url());
      here.ingest.accept(named(RUN, 1_200));
      here.awaitPassed();
      here.passingNoMore();
      for (byte[] body : lossy.bodies()) {
        OtlpClient.post(last.url() + "/v1/traces", body);
      }
      assertEquals(here.exported(RUN.traceId()), last.exported(RUN.traceId()));
      assertTrue(lossy.taken().size() > 2, "more than one batch");
    }
  }

  @Test
  void senderThatEndsWhileSpansWait_isFollowedByTheNext() throws IOException {
    there.unserved();
    here.passingOnTo(there.url());
    here.ingest.accept(named(RUN, 3));
    here.awaitSaid("takes nothing at the moment");
    here.close();
    here = new Room(folder.resolve("here.db"));
    Drafts meanwhile = Drafts.ofRun(2);
    here.ingest.accept(named(meanwhile, 2));
    there.served();
    here.passingOnTo(there.url());
    assertArrived(RUN);
    assertArrived(meanwhile);
  }

  @Test
  void whatWasThereBefore_isPassedOnOnlyWhenAsked() {
    Drafts later = Drafts.ofRun(2);
    here.ingest.accept(named(RUN, 3));
    here.passingOnTo(there.url());
    here.ingest.accept(named(later, 3));
    assertArrived(later);
    assertFalse(there.has(RUN.traceId()));
    here.passingNoMore();
    here.passingOnTo(there.url(), true);
    assertArrived(RUN);
    assertEquals(6, here.meter.counts().sent(), "what had arrived is not sent again");
  }

  @Test
  void spanThatIsRefused_isLeftOutAlone() throws IOException {
    try (StubReceiver picky =
        new StubReceiver(
            names ->
                names.contains("tool 7")
                    ? Response.of(400, "text/plain", "tool 7 is\nbad".getBytes(UTF_8))
                    : StubReceiver.TAKEN)) {
      here.passingOnTo(picky.url());
      here.ingest.accept(named(RUN, 40));
      here.awaitPassed();
      assertEquals(39, picky.names().size());
      assertEquals(39, picky.names().stream().distinct().count());
      assertEquals(1, here.receivers().get(0).refused());
      assertEquals(new ForwardMeter.Counts(39, 1, 0), here.meter.counts());
      String said = here.awaitSaid("does not get span 0000000000000007 of run run_");
      assertTrue(said.contains("status 400"), said);
      assertTrue(said.contains("tool 7 is bad"), said);
    }
  }

  @Test
  void serverFault_isTriedAgain_andThenTakenForTheSpans() throws IOException {
    try (StubReceiver faulty =
        new StubReceiver(
            names ->
                names.contains("tool 2")
                    ? Response.problem(500, "null pointer")
                    : StubReceiver.TAKEN)) {
      here.passingOnTo(faulty.url());
      here.ingest.accept(named(RUN, 3));
      here.awaitPassed();
      assertEquals(List.of("fix the test", "tool 3"), faulty.names().stream().sorted().toList());
      assertEquals(1, here.meter.counts().refused());
      assertTrue(here.meter.counts().failures() >= 4, "" + here.meter.counts());
    }
  }

  @Test
  void busyOrUnwilling_isAskedAgain_andNothingIsLeftOut() throws IOException {
    ConcurrentLinkedQueue<Response> answers =
        new ConcurrentLinkedQueue<>(
            List.of(
                Response.problem(429, "later").withHeader("Retry-After", "0"),
                Response.problem(401, "who are you"),
                Response.problem(404, "no such place"),
                Response.problem(503, "full")));
    try (StubReceiver busy =
        new StubReceiver(
            names -> {
              Response next = answers.poll();
              return next == null ? StubReceiver.TAKEN : next;
            })) {
      here.passingOnTo(busy.url());
      here.ingest.accept(named(RUN, 3));
      here.awaitPassed();
      assertEquals(3, busy.names().size());
      assertEquals(new ForwardMeter.Counts(3, 0, 4), here.meter.counts());
    }
  }

  @Test
  void partialSuccess_isReadAndCounted() throws IOException {
    String partial = "{\"partialSuccess\":{\"rejectedSpans\":\"2\",\"errorMessage\":\"too old\"}}";
    try (StubReceiver choosy = new StubReceiver(names -> Response.json(partial))) {
      here.passingOnTo(choosy.url());
      here.ingest.accept(named(RUN, 5));
      here.awaitPassed();
      assertEquals(new ForwardMeter.Counts(3, 2, 0), here.meter.counts());
      here.awaitSaid("did not take 2 of 5 spans: too old");
    }
  }

  @Test
  void serverThatPassesOnToItself_isToldSo_andStaysAsItIs() throws IOException {
    here.served();
    here.passingOnTo(here.url());
    here.ingest.accept(named(RUN, 3));
    here.awaitSaid("must not name this store");
    here.awaitPassed();
    assertEquals(1, here.runs.run(RUN.traceId()).revision());
    assertEquals(3, here.receivers().get(0).refused());
  }

  @Test
  void serversThatPassOnToEachOther_endAfterOneRound() throws IOException {
    here.served();
    there.passingOnTo(here.url());
    here.passingOnTo(there.url());
    here.ingest.accept(named(RUN, 3));
    there.awaitSaid("must not name this store");
    assertArrived(RUN);
    there.awaitPassed();
    assertEquals(1, here.runs.run(RUN.traceId()).revision());
    assertEquals(1, there.runs.run(RUN.traceId()).revision());
  }

  @Test
  void ofTwoOverOneStore_onePassesOn_andTheOtherFollows() throws IOException {
    AtomicBoolean taken = new AtomicBoolean();
    try (StubReceiver stub =
            new StubReceiver(
                names -> {
                  taken.set(true);
                  return StubReceiver.TAKEN;
                });
        Room other = new Room(folder.resolve("here.db"))) {
      here.passingOnTo(stub.url());
      here.awaitSaid("is passed on to");
      other.passingOnTo(stub.url());
      here.ingest.accept(named(RUN, 3));
      here.awaitPassed();
      here.passingNoMore();
      other.awaitSaid("is passed on to");
      here.ingest.accept(named(Drafts.ofRun(2), 3));
      other.awaitPassed();
      assertEquals(3, here.meter.counts().sent());
      assertEquals(3, other.meter.counts().sent());
    }
  }

  @Test
  void batches_areBoundedInSpansAndBytes() throws IOException {
    try (StubReceiver stub = new StubReceiver(names -> StubReceiver.TAKEN)) {
      Payload megabyte = Payload.text("x".repeat(1 << 20));
      List<SpanDraft> large = new ArrayList<>();
      for (int number = 2; number <= 10; number++) {
        large.add(
            RUN.span(number, SpanKind.TOOL, "large")
                .at(1, 1)
                .with(SpanField.OUTPUT, megabyte)
                .draft());
      }
      here.ingest.accept(RUN.ended(large.toArray(SpanDraft[]::new)));
      here.ingest.accept(named(Drafts.ofRun(2), 1_100));
      here.passingOnTo(stub.url(), true);
      here.awaitPassed();
      assertEquals(1_110, stub.names().size());
      for (List<String> request : stub.taken()) {
        assertTrue(request.size() <= 512, "" + request.size());
        assertTrue(request.stream().filter("large"::equals).count() <= 4, "" + request);
      }
    }
  }
}
