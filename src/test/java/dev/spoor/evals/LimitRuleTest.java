package dev.spoor.evals;

import static dev.spoor.fixture.Drafts.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.spoor.evals.Verdict.Status;
import dev.spoor.fixture.Drafts;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LimitRuleTest {
  @TempDir private Path folder;
  private Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(folder);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private Drafts.One llm(long number, String dollars) {
    return desk.drafts.llm(number, number).with(SpanField.COST, Usd.of(new BigDecimal(dollars)));
  }

  private Drafts.One unpriced(long number) {
    return desk.drafts.llm(number, number).with(SpanField.MODEL, "house-model-7");
  }

  @Test
  void cost_isHeldToItsLimitInclusive() {
    desk.store(desk.root(), llm(2, "0.03"), llm(3, "0.02"));
    Verdict good = desk.verdict("{'type':'cost','threshold':0.05}");
    Verdict bad = desk.verdict("{'type':'cost','threshold':0.04}");

    assertEquals(Status.PASS, good.status());
    assertEquals("$0.05, allowed at most $0.05", good.reason());
    assertEquals(new BigDecimal("0.05"), good.threshold());
    assertEquals(Status.FAIL, bad.status());
    assertEquals("$0.05, allowed at most $0.04", bad.reason());
    assertEquals(new BigDecimal("0.8"), bad.score());
  }

  @Test
  void cost_ofAnUnpricedModel_isAnErrorWithItsSpan() {
    desk.store(desk.root(), unpriced(2));
    Verdict verdict = desk.verdict("{'type':'cost','threshold':100}");

    assertEquals(Status.ERROR, verdict.status());
    assertEquals("cost unknown: the models have no price, allowed at most $100", verdict.reason());
    assertEquals(id(2), verdict.evidence().get(0).spanId());
    assertEquals("no full price for model \"house-model-7\"", verdict.evidence().get(0).excerpt());
    assertNull(verdict.score());
  }

  @Test
  void cost_knownInPart_failsWhenThatIsTooMuchAlready() {
    desk.store(desk.root(), llm(2, "0.50"), unpriced(3));

    assertEquals(Status.FAIL, desk.verdict("{'type':'cost','threshold':0.4}").status());
    assertEquals(Status.ERROR, desk.verdict("{'type':'cost','threshold':0.6}").status());
    assertEquals(
        "$0.5 or more: some calls have no full price, allowed at most $0.6",
        desk.verdict("{'type':'cost','threshold':0.6}").reason());
  }

  @Test
  void cost_ofACallWithoutUsage_isNotKnownInFull() {
    desk.store(desk.root(), llm(2, "0.50"), desk.drafts.span(3, SpanKind.LLM, "chat").at(3, 1));

    assertEquals(Status.ERROR, desk.verdict("{'type':'cost','threshold':0.6}").status());
  }

  @Test
  void cost_ofARunWithoutModelCalls_isAnError() {
    desk.store(desk.root(), desk.drafts.tool(2, 1, "Bash", "a", "b"));

    assertEquals(Status.ERROR, desk.verdict("{'type':'cost','threshold':1}").status());
    assertEquals(Status.ERROR, desk.verdict("{'type':'tokens-used','threshold':1}").status());
  }

  @Test
  void cost_ofNothing_isWithinAnyLimit() {
    desk.store(desk.root(), llm(2, "0"));

    assertEquals(Status.PASS, desk.verdict("{'type':'cost','threshold':0}").status());
  }

  @Test
  void latency_isFromStartToEnd() {
    desk.store(desk.root());
    Verdict good = desk.verdict("{'type':'latency','threshold':60000}");
    Verdict bad = desk.verdict("{'type':'latency','threshold':59999.5}");

    assertEquals(Status.PASS, good.status());
    assertEquals("60000 ms, allowed at most 60000 ms", good.reason());
    assertEquals(Status.FAIL, bad.status());
    assertEquals("60000 ms, allowed at most 59999.5 ms", bad.reason());
    assertEquals(new BigDecimal("0.9999"), bad.score());
  }

  @Test
  void latency_ofARunThatHasNotEnded_isAnError() {
    desk.ingest.accept(desk.drafts.opened());
    Verdict verdict = desk.verdict("{'type':'latency','threshold':1000000}");

    assertEquals(Status.ERROR, verdict.status());
    assertEquals("the run has not ended, allowed at most 1000000 ms", verdict.reason());
  }

  @Test
  void latency_ofAnAbandonedRun_isAnError() {
    desk.ingest.accept(desk.drafts.opened());
    desk.ingest.abandon(desk.traceId(), "client_disconnected");

    assertEquals(
        "the run was abandoned, its end is not known, allowed at most 1000000 ms",
        desk.verdict("{'type':'latency','threshold':1000000}").reason());
  }

  @Test
  void tokens_areInputAndOutputOfTheLeaves() {
    desk.store(
        desk.root(), desk.drafts.llm(2, 1), desk.drafts.llm(3, 2).under(2), desk.drafts.llm(4, 4));
    Verdict good = desk.verdict("{'type':'tokens-used','value':{'min':2200,'max':2200}}");
    Verdict over = desk.verdict("{'type':'tokens-used','value':{'max':1100}}");
    Verdict under = desk.verdict("{'type':'tokens-used','value':{'min':4400}}");

    assertEquals("2200 tokens, allowed 2200 to 2200 tokens", good.reason());
    assertEquals(Status.PASS, good.status());
    assertEquals(Status.FAIL, over.status());
    assertEquals(new BigDecimal("0.5"), over.score());
    assertEquals(Status.FAIL, under.status());
    assertEquals("2200 tokens, allowed at least 4400 tokens", under.reason());
    assertEquals(new BigDecimal("0.5"), under.score());
    assertEquals(new BigDecimal("4400"), under.threshold());
  }

  @Test
  void tokens_knownInPart_failOnlyWhenTooManyAlready() {
    desk.store(
        desk.root(),
        desk.drafts.llm(2, 1).with(SpanField.USAGE, new Usage(500, 0, 0, 0, 0, 0, true)));

    assertEquals(Status.ERROR, desk.verdict("{'type':'tokens-used','threshold':600}").status());
    assertEquals(Status.FAIL, desk.verdict("{'type':'tokens-used','threshold':400}").status());
    assertEquals(Status.PASS, desk.verdict("{'type':'tokens-used','value':{'min':500}}").status());
    assertEquals(Status.ERROR, desk.verdict("{'type':'tokens-used','value':{'min':501}}").status());
  }

  @Test
  void limits_doNotSeeWhatEvalsSpent() {
    desk.store(
        desk.root(),
        llm(2, "0.01"),
        desk.drafts.span(8, SpanKind.EVAL, "judge").at(50, 1),
        llm(9, "7").under(8).with(SpanField.STATUS, SpanStatus.ERROR));

    assertEquals(
        "$0.01, allowed at most $1", desk.verdict("{'type':'cost','threshold':1}").reason());
    assertEquals(
        "1100 tokens, allowed at most 9999 tokens",
        desk.verdict("{'type':'tokens-used','threshold':9999}").reason());
  }
}
