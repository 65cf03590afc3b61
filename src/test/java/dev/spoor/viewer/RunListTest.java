package dev.spoor.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.fixture.Drafts;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.Git;
import dev.spoor.model.RunField;
import dev.spoor.model.Score;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Tags;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of runs over HTTP. */
class RunListTest {
  private static final Path SNAPSHOTS = Path.of("src/test/resources/snapshots/viewer");

  @TempDir private Path folder;
  private VisitedSite site;

  @BeforeEach
  void open() {
    site = VisitedSite.in(folder);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void emptyStore_saysWhatToDo() {
    String page = site.get("/").body();
    assertTrue(page.contains("No tracks yet."), page);
    assertTrue(page.contains("spoor demo"), page);
    assertFalse(page.contains("<table"), page);
  }

  @Test
  void list_looksLikeItsSnapshot() throws IOException {
    site.record(told());
    String page = site.get("/runs").body();
    String row = page.substring(page.indexOf("<tr class=\"run\">"), page.indexOf("</tbody>"));
    Path file = SNAPSHOTS.resolve("run-row.html");
    if (Boolean.getBoolean("snapshots.write")) {
      Files.createDirectories(SNAPSHOTS);
      Files.writeString(file, row);
    }
    assertEquals(Files.readString(file), row);
  }

  /** A run of which everything is said that a row shows. */
  private static Batch told() {
    Drafts drafts = Drafts.ofRun(1);
    SpanDraft root =
        drafts
            .span(1, SpanKind.AGENT, "Fix <the> \"test\" & more")
            .at(0, 112)
            .with(SpanField.STATUS, SpanStatus.OK)
            .draft();
    SpanDraft failed =
        drafts.tool(3, 2, "Bash", "ls", "no").with(SpanField.STATUS, SpanStatus.ERROR).draft();
    Fields run =
        Fields.builder()
            .set(RunField.AGENT, "claude-code")
            .set(RunField.PROJECT, "billing")
            .set(RunField.GIT, new Git(null, "fix/half-even", null))
            .set(RunField.TAGS, new Tags(List.of("slow")))
            .build();
    return new Batch(
        List.of(drafts.run(run)),
        List.of(root, drafts.llm(2, 1).draft(), failed),
        List.of(check(drafts, "a", 1), check(drafts, "b", 0)));
  }

  private static Score check(Drafts drafts, String id, int value) {
    return new Score(
        id,
        drafts.traceId(),
        null,
        id,
        BigDecimal.valueOf(value),
        null,
        null,
        Score.Source.CHECK,
        null,
        Drafts.NOON);
  }

  @Test
  void runsOfOneSession_standTogetherWithLinkToIt() {
    for (int number = 1; number <= 3; number++) {
      Drafts drafts = Drafts.ofRun(number);
      Fields session = Fields.NONE.with(RunField.SESSION_ID, number == 3 ? "other" : "one & only");
      site.record(new Batch(List.of(drafts.run(session)), drafts.ended().spans(), List.of()));
    }
    String page = site.get("/runs").body();
    assertTrue(
        page.contains("<a href=\"/sessions/one%20%26%20only\">Session one &amp; on</a>"), page);
    assertTrue(page.contains("2 turns here"), page);
    assertFalse(page.contains("/sessions/other"), page);
  }

  @Test
  void filters_areShownAndCanBeTakenBack() {
    site.record(told());
    String page = site.get("/runs?agent=claude-code&status=ok").body();
    assertTrue(page.contains("run_0000000000"), page);
    assertTrue(
        page.contains(
            "<a class=\"query-chip\" href=\"/runs?agent=claude-code\" aria-label=\"Remove status: ok\">"),
        page);
    assertTrue(page.contains("<input type=\"hidden\" name=\"agent\" value=\"claude-code\">"), page);
  }

  @Test
  void filterThatNothingMatches_offersToBeRemoved() {
    site.record(told());
    String page = site.get("/runs?agent=codex&q=zzz").body();
    assertTrue(page.contains("No run matches."), page);
    assertTrue(page.contains("<a href=\"/runs?q=zzz\">Remove agent:codex?</a>"), page);
    assertTrue(page.contains("<a href=\"/runs?agent=codex\">Remove the text?</a>"), page);
  }

  @Test
  void everyFilter_narrows() {
    site.record(told());
    for (String matching :
        List.of(
            "status=ok",
            "model=claude-sonnet-4-5",
            "agent=claude-code",
            "project=billing",
            "tag=slow",
            "since=2026-11-20",
            "until=2026-11-20",
            "since=2h",
            "flagged=false",
            "min_cost_usd=0.0001",
            "q=TEST")) {
      assertEquals(1, total(matching), matching);
    }
    for (String other :
        List.of(
            "status=error",
            "model=gpt-5",
            "agent=codex",
            "project=other",
            "tag=quick",
            "since=2026-11-21",
            "until=2026-11-19",
            "since=30m",
            "flagged=true",
            "min_cost_usd=5",
            "q=tests")) {
      assertEquals(0, total(other), other);
    }
  }

  private long total(String query) {
    return json("/runs.json?" + query).get("total") == null
        ? -1
        : Long.parseLong(json("/runs.json?" + query).get("total").write());
  }

  private JsonObject json(String path) {
    try {
      return (JsonObject) Json.read(site.get(path).body());
    } catch (JsonReadException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void wordsInText_moveToTheirParameters() {
    HttpResponse<String> answer =
        site.get("/runs?q=status%3Aerror+agent%3A%22a+b%22+flagged+fix+it");
    assertEquals(303, answer.statusCode());
    assertEquals(
        "/runs?status=error&agent=a+b&flagged=true&q=fix+it",
        answer.headers().firstValue("Location").orElse(""));
  }

  @Test
  void runIdAsText_leadsToRun() {
    site.record(told());
    HttpResponse<String> answer = site.get("/runs?q=" + Drafts.ofRun(1).traceId().runId());
    assertEquals(
        "/runs/" + Drafts.ofRun(1).traceId().runId(),
        answer.headers().firstValue("Location").orElse(""));
  }

  @Test
  void parameterThatMeansNothing_isSaidInWords() {
    site.record(told());
    for (String wrong : List.of("status=odd", "since=soon", "min_cost_usd=much", "cursor=here")) {
      HttpResponse<String> page = site.get("/runs?" + wrong);
      assertEquals(400, page.statusCode(), wrong);
      assertTrue(page.body().contains("role=\"alert\""), wrong);
      HttpResponse<String> data = site.get("/runs.json?" + wrong);
      assertEquals(400, data.statusCode(), wrong);
      assertTrue(data.body().contains("\"detail\":\"" + wrong.split("=")[0]), data.body());
    }
  }

  @Test
  void pages_followEachOtherWithoutGapOrRepeat() {
    for (int number = 1; number <= 60; number++) {
      Drafts drafts = Drafts.ofRun(number);
      SpanDraft root = drafts.span(1, SpanKind.AGENT, "run " + number).at(number % 7, 1).draft();
      site.record(new Batch(List.of(drafts.run(Fields.NONE)), List.of(root), List.of()));
    }
    String first = site.get("/runs").body();
    String next = first.replaceAll("(?s).*<a href=\"([^\"]*)\" rel=\"next\">.*", "$1");
    String second = site.get(next.replace("&amp;", "&")).body();
    assertTrue(first.contains("1\u201350 of 60"), first);
    assertTrue(second.contains("10 more of 60"), second);
    assertFalse(second.contains("rel=\"next\""), second);
    List<String> names = new ArrayList<>(names(first));
    assertEquals(50, names.size());
    names.addAll(names(second));
    assertEquals(60, names.size());
    assertEquals(60, Set.copyOf(names).size());
  }

  private static List<String> names(String page) {
    return Pattern.compile("<bdi>(run \\d+)</bdi>")
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void data_isTheContractsList() {
    site.record(told());
    JsonObject list = json("/runs.json");
    assertEquals(List.of("traces", "nextCursor", "total"), List.copyOf(list.members().keySet()));
    JsonObject run = (JsonObject) list.array("traces").elements().get(0);
    assertEquals(Drafts.ofRun(1).traceId().hex(), run.text("trace_id"));
    assertEquals("claude-code", run.text("agent"));
  }
}
