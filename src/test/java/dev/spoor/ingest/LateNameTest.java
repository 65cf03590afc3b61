package dev.spoor.ingest;

import static dev.spoor.fixture.Drafts.NOON;
import static dev.spoor.fixture.Drafts.id;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.Run;
import dev.spoor.model.RunDraft;
import dev.spoor.model.RunFilter;
import dev.spoor.model.Score;
import dev.spoor.model.Span;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import dev.spoor.model.Usage;
import dev.spoor.price.PriceBook;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file tells of a call before it tells what the call took, by which a log knows it. */
class LateNameTest {
  private static final TurnKey TURN = new TurnKey("codex", "session-1", "turn-1");
  private static final TraceId FILE = TURN.traceId();
  private static final SpanId ROOT = SpanId.derived(FILE, "root");
  private static final SpanId CALL = SpanId.derived(FILE, "msg_1");
  private static final TraceId LOG = new TraceId("%032x".formatted(0xcccc));
  private static final SpanId LOG_ROOT = id(0xc0);
  private static final SpanId LOGGED = id(0xc1);
  private static final SpanId BELOW_LOGGED = id(0xc2);
  private static final Usage TOOK = new Usage(1_000, 200, 0, 0, 50, 0, false);

  @TempDir private Path folder;
  private Path file;
  private Store store;

  @BeforeEach
  void open() {
    file = folder.resolve("spoor.db");
    store = SqliteStore.open(file, Durability.NORMAL);
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** As in a process of its own. */
  private void accept(Batch batch) {
    new Ingest(
            store.writer(),
            new Redactor(RedactionMode.OFF),
            PriceBook.bundled(),
            new Watches(RunLimits.NONE),
            Ingest.Content.FULL,
            () -> NOON.plusSeconds(600))
        .accept(batch);
  }

  private static SpanDraft span(
      TraceId run, SpanId span, SpanKind kind, String name, @Nullable SpanId parent) {
    Fields fields =
        Fields.builder()
            .set(SpanField.KIND, kind)
            .set(SpanField.NAME, name)
            .set(SpanField.PARENT, parent)
            .set(SpanField.STARTED_AT, NOON)
            .set(SpanField.ENDED_AT, NOON.plusSeconds(2))
            .build();
    return new SpanDraft(run, span, fields);
  }

  private static SpanDraft took(SpanDraft call) {
    Fields fields =
        call.fields().toBuilder()
            .set(SpanField.MODEL, "gpt-5")
            .set(SpanField.PROVIDER, "openai")
            .set(SpanField.USAGE, TOOK)
            .set(SpanField.ATTRIBUTES, new JsonText("{\"spoor.named_by\":\"usage\"}"))
            .build();
    return new SpanDraft(call.traceId(), call.spanId(), fields);
  }

  private static Batch told(TraceId run, SpanDraft... spans) {
    return new Batch(
        List.of(new RunDraft(run, null, Fields.NONE, TURN)), List.of(spans), List.of());
  }

  private static SpanDraft call(String answer) {
    SpanDraft call = span(FILE, CALL, SpanKind.LLM, "gpt-5", ROOT);
    Fields fields = call.fields().with(SpanField.OUTPUT, Payload.text(answer));
    return new SpanDraft(FILE, CALL, fields);
  }

  private static Batch file(SpanDraft call) {
    return told(FILE, span(FILE, ROOT, SpanKind.AGENT, "fix the test", null), call);
  }

  private static Batch log() {
    return told(
        LOG,
        span(LOG, LOG_ROOT, SpanKind.AGENT, "codex", null),
        took(span(LOG, LOGGED, SpanKind.LLM, "gpt-5", LOG_ROOT)),
        span(LOG, BELOW_LOGGED, SpanKind.INTERNAL, "request", LOGGED));
  }

  private Run onlyRun() {
    List<Run> runs = store.reader().runs(RunFilter.ALL, null, 9).runs();
    assertEquals(1, runs.size());
    return runs.get(0);
  }

  private void assertCallOnce() {
    Run run = onlyRun();
    assertEquals(3, run.totals().spanCount());
    assertEquals(1, run.totals().llmCallCount());
    assertEquals(TOOK.totalTokens(), run.totals().usage().totalTokens());
    List<Span> spans = store.reader().spans(run.traceId(), Payloads.WHOLE);
    Span call = spans.stream().filter(span -> span.spanId().equals(CALL)).findFirst().orElseThrow();
    assertEquals(TOOK, call.usage());
    assertEquals(Payload.text("the whole answer"), call.output());
    Span below =
        spans.stream().filter(span -> span.spanId().equals(BELOW_LOGGED)).findFirst().orElseThrow();
    assertEquals(CALL, below.parent());
    assertEquals(0, new TotalsRecount(store.reader(), store.writer()).wrong());
    List<Flaw> flaws = new ArrayList<>();
    StoreCheck.run(file, Repair.NONE, flaws::add, Progress.NONE);
    assertEquals(List.of(), flaws);
  }

  @Test
  void callToldBeforeWhatItTook_isOneWithThatOfTheLogInBetween() {
    accept(file(call("the whole")));
    accept(log());
    assertEquals(2, onlyRun().totals().llmCallCount());
    accept(file(took(call("the whole answer"))));
    assertCallOnce();
  }

  @Test
  void sourcesToldAgain_changeNothing() {
    accept(file(call("the whole")));
    accept(log());
    accept(file(took(call("the whole answer"))));
    accept(log());
    accept(file(took(call("the whole answer"))));
    assertCallOnce();
  }

  @Test
  void bothToldInOneBatch_areOne() {
    accept(file(call("the whole")));
    List<SpanDraft> spans = new ArrayList<>(log().spans());
    spans.addAll(file(took(call("the whole answer"))).spans());
    List<RunDraft> runs = new ArrayList<>(log().runs());
    runs.addAll(file(call("")).runs());
    accept(new Batch(runs, spans, List.of()));
    assertCallOnce();
  }

  @Test
  void scoreOfTheLoggedCall_isOfTheOneCall() {
    accept(file(call("the whole")));
    accept(log());
    Score score =
        new Score(
            "score_1234567890abcdef",
            LOG,
            LOGGED,
            "useful",
            BigDecimal.ONE,
            null,
            null,
            Score.Source.HUMAN,
            null,
            NOON);
    accept(new Batch(List.of(), List.of(), List.of(score)));
    accept(file(took(call("the whole answer"))));
    assertCallOnce();
    assertEquals(CALL, onlyRun().scores().get(0).spanId());
  }

  @Test
  void callsThatTookTheSame_stayAsManyAsTheFileTells() {
    SpanId second = SpanId.derived(FILE, "msg_2");
    accept(file(call("the whole")));
    accept(log());
    accept(file(took(call("the whole answer"))));
    accept(told(FILE, took(span(FILE, second, SpanKind.LLM, "gpt-5", ROOT))));
    assertEquals(2, onlyRun().totals().llmCallCount());
    assertEquals(2 * TOOK.totalTokens(), onlyRun().totals().usage().totalTokens());
  }
}
