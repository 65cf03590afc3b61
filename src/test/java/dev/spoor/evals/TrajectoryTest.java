package dev.spoor.evals;

import static dev.spoor.fixture.Drafts.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.evals.Verdict.Evidence;
import dev.spoor.evals.Verdict.Status;
import dev.spoor.fixture.Drafts;
import dev.spoor.model.Flag;
import dev.spoor.model.Payload;
import dev.spoor.model.Run;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.store.WriteSession;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrajectoryTest {
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

  /** Stores a run that calls these tools in this order, each time with other arguments. */
  private void storeCalls(String... tools) {
    List<Drafts.One> calls = new ArrayList<>();
    for (int i = 0; i < tools.length; i++) {
      calls.add(desk.drafts.tool(i + 2, i, tools[i], "arguments " + i, "result " + i));
    }
    desk.store(desk.root(), calls.toArray(Drafts.One[]::new));
  }

  private Verdict toolUsed(String value) {
    return desk.verdict("{'type':'trajectory:tool-used','value':" + value + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Bash' | PASS",
        "'bash' | PASS",
        "'Ba' | FAIL",
        "'Ba*' | PASS",
        "'B?sh' | PASS",
        "'B.sh' | FAIL",
        "'mcp__github__*' | PASS",
        "'WebFetch' | FAIL",
        "['Bash','Read'] | PASS",
        "['Bash','WebFetch'] | FAIL",
        "{'name':'Bash'} | PASS",
        "{'name':'WebFetch'} | FAIL",
        "{'pattern':'Bash','min':2} | PASS",
        "{'pattern':'Bash','min':3} | FAIL",
        "{'pattern':'Bash','max':2} | PASS",
        "{'pattern':'Bash','max':1} | FAIL",
        "{'pattern':'Bash','min':2,'max':2} | PASS",
        "{'pattern':'WebFetch','max':3} | PASS",
        "{'pattern':'WebFetch','min':1,'max':3} | FAIL",
        "{'pattern':'*','min':4,'max':4} | PASS",
      })
  void toolUsed_countsCallsByName(String value, Status expected) {
    storeCalls("Bash", "Read", "Bash", "mcp__github__get_issue");

    assertEquals(expected, toolUsed(value).status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'WebFetch' | PASS",
        "'Bash' | FAIL",
        "['WebFetch','WebSearch'] | PASS",
        "['WebFetch','Bash'] | FAIL",
        "{'pattern':'Web*'} | PASS",
        "{'pattern':'B*'} | FAIL",
      })
  void notToolUsed_wantsNoneOfThem(String value, Status expected) {
    storeCalls("Bash", "Read");

    assertEquals(
        expected,
        desk.verdict("{'type':'not-trajectory:tool-used','value':" + value + "}").status());
  }

  @Test
  void toolUsed_saysObservedAndExpectedAndWhere() {
    storeCalls("Bash", "Read", "Bash");
    Verdict over = toolUsed("{'pattern':'Bash','max':1}");
    Verdict missing = toolUsed("['Bash','WebFetch','Write']");
    Verdict range = toolUsed("{'name':'read','min':1,'max':3}");
    Verdict forbidden =
        desk.verdict("{'type':'not-trajectory:tool-used','value':['Read','Write']}");

    assertEquals("\"Bash\" called 2 times, expected at most 1", over.reason());
    assertEquals(
        List.of(new Evidence(id(2), "Bash"), new Evidence(id(4), "Bash")), over.evidence());
    assertEquals(
        "\"WebFetch\" called 0 times, \"Write\" called 0 times, expected at least 1",
        missing.reason());
    assertEquals("\"read\" called 1 time, expected 1 to 3", range.reason());
    assertEquals("\"Read\" called 1 time, expected not at all", forbidden.reason());
    assertEquals(List.of(new Evidence(id(3), "Read")), forbidden.evidence());
  }

  @Test
  void toolUsed_countsAgentsThatWereCalledAndToolsWithoutAName() {
    desk.store(
        desk.root(),
        desk.drafts.span(2, SpanKind.AGENT, "reviewer").at(1, 1).with(SpanField.TOOL_NAME, "Task"),
        desk.drafts.span(3, SpanKind.TOOL, "grep").at(2, 1),
        desk.drafts.span(4, SpanKind.CHAIN, "plan").at(3, 1));

    assertEquals(Status.PASS, toolUsed("['Task','grep']").status());
    assertEquals(Status.FAIL, toolUsed("'plan'").status());
  }

  @Test
  void trajectory_ofARunThatIsOnlyARoot_isAnError() {
    desk.store(desk.root());

    for (String check :
        List.of(
            "{'type':'trajectory:tool-used','value':'Bash'}",
            "{'type':'not-trajectory:tool-used','value':'Bash'}",
            "{'type':'trajectory:loop-free'}")) {
      assertEquals(Status.ERROR, desk.verdict(check).status(), check);
    }
  }

  @Test
  void trajectory_ofARunWithoutToolCalls_isKnown() {
    desk.store(desk.root(), desk.drafts.llm(2, 1));

    assertEquals(Status.FAIL, toolUsed("'Bash'").status());
    assertEquals(
        Status.PASS, desk.verdict("{'type':'not-trajectory:tool-used','value':'Bash'}").status());
    Verdict loopFree = desk.verdict("{'type':'trajectory:loop-free'}");
    assertEquals(Status.PASS, loopFree.status());
    assertEquals("no loop in 0 tool calls, none allowed", loopFree.reason());
  }

  @Test
  void trajectory_doesNotSeeWhatEvalsDid() {
    desk.store(
        desk.root(),
        desk.drafts.tool(2, 1, "Bash", "a", "b"),
        desk.drafts.span(8, SpanKind.EVAL, "judge").at(50, 1),
        desk.drafts.tool(9, 51, "Judge", "a", "b").under(8),
        desk.drafts.tool(10, 52, "Judge", "a", "b").under(8),
        desk.drafts.tool(11, 53, "Judge", "a", "b").under(8));

    assertEquals(
        Status.PASS, desk.verdict("{'type':'not-trajectory:tool-used','value':'Judge'}").status());
    assertEquals(Status.PASS, desk.verdict("{'type':'trajectory:loop-free'}").status());
    assertEquals(
        Status.FAIL, desk.verdict("{'type':'contains','on':'any','value':'judge'}").status());
  }

  @Test
  void loopFree_failsOnTheSameCallWithTheSameResult() {
    List<Drafts.One> calls = new ArrayList<>();
    for (int i = 2; i <= 6; i++) {
      calls.add(desk.drafts.tool(i, i, "Bash", "mvn test", "1 failure"));
    }
    for (int i = 7; i <= 11; i++) {
      calls.add(desk.drafts.tool(i, i, "Read", "file " + i, "text " + i));
    }
    desk.store(desk.root(), calls.toArray(Drafts.One[]::new));
    Verdict verdict = desk.verdict("{'type':'trajectory:loop-free'}");

    assertEquals(Status.FAIL, verdict.status());
    assertEquals("1 loop with 4 calls of 10 not needed, none allowed", verdict.reason());
    assertEquals(new BigDecimal("0.6"), verdict.score());
    assertEquals(new Evidence(id(2), "LOOP"), verdict.evidence().get(0));
    assertTrue(verdict.evidence().size() <= Verdict.MAX_EVIDENCE);
  }

  @Test
  void loopFree_passesWhenResultsDiffer() {
    List<Drafts.One> calls = new ArrayList<>();
    for (int i = 2; i <= 8; i++) {
      calls.add(desk.drafts.tool(i, i, "Bash", "mvn test", i + " failures"));
    }
    desk.store(desk.root(), calls.toArray(Drafts.One[]::new));

    assertEquals(Status.PASS, desk.verdict("{'type':'trajectory:loop-free'}").status());
  }

  @Test
  void loopFree_failsOnRepeatedErrorsWithDifferentTexts() {
    List<Drafts.One> calls = new ArrayList<>();
    for (int i = 2; i <= 4; i++) {
      calls.add(
          desk.drafts
              .span(i, SpanKind.TOOL, "Edit")
              .at(i, 1)
              .with(SpanField.INPUT, Payload.text("same"))
              .with(SpanField.STATUS, SpanStatus.ERROR)
              .with(SpanField.ERROR, new SpanError(null, "text " + "x".repeat(i), null)));
    }
    desk.store(desk.root(), calls.toArray(Drafts.One[]::new));
    Verdict verdict = desk.verdict("{'type':'trajectory:loop-free'}");

    assertEquals(Status.FAIL, verdict.status());
    assertEquals("1 loop with 2 calls of 3 not needed, none allowed", verdict.reason());
    assertEquals(new BigDecimal("0.3333"), verdict.score());
    assertEquals("ERROR_LOOP", verdict.evidence().get(0).excerpt());
  }

  @Test
  void loopFree_overlooksWhatAReviewerDismissed() {
    desk.store(
        desk.root(),
        desk.drafts.tool(2, 1, "Bash", "a", "b"),
        desk.drafts.tool(3, 2, "Bash", "a", "b"),
        desk.drafts.tool(4, 3, "Bash", "a", "b"));
    Run flagged = desk.runs.run(desk.traceId());
    List<Flag> dismissed =
        flagged.flags().stream().map(flag -> flag.withState(Flag.State.DISMISSED)).toList();
    desk.store.writer().write(session -> put(session, flagged, dismissed));

    assertEquals(1, dismissed.size());
    assertEquals(Status.PASS, desk.verdict("{'type':'trajectory:loop-free'}").status());
  }

  private static Run put(WriteSession session, Run run, List<Flag> flags) {
    Run changed =
        new Run(
            run.traceId(),
            run.rootSpanId(),
            run.name(),
            run.status(),
            run.error(),
            run.fields(),
            run.totals(),
            null,
            flags,
            run.scores(),
            run.revision() + 1);
    session.put(changed);
    return changed;
  }
}
