package dev.spoor.store.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.BadInput;
import dev.spoor.model.Excerpt;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.RunCursor;
import dev.spoor.model.RunField;
import dev.spoor.model.RunFilter;
import dev.spoor.model.RunPage;
import dev.spoor.model.SearchCursor;
import dev.spoor.model.SearchPage;
import dev.spoor.model.Span;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanHit;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code SpanReader.search} and {@code searchRun} promise, and filters by text. */
public abstract class TextSearchContract extends FreshStore {
  private static Span says(long run, long number, String output) {
    return Spans.withPayloads(run, number, Payload.text("-"), Payload.text(output));
  }

  private SearchPage search(String text) {
    return reader().search(text, RunFilter.ALL, Instant.EPOCH, null, 100);
  }

  /** Run and span of each hit, as {@code 2.1}. */
  private static List<String> places(SearchPage page) {
    assertEquals(0, page.unindexed());
    return page.hits().stream()
        .map(hit -> Long.parseLong(hit.traceId().hex(), 16) + "." + hit.spanId().bits())
        .toList();
  }

  private List<String> found(String text) {
    SearchPage page = search(text);
    assertNull(page.next());
    return places(page);
  }

  private List<Long> runs(String text) {
    return reader().runs(Filters.name(text), Instant.EPOCH, null, 100).runs().stream()
        .map(run -> Long.parseLong(run.traceId().hex(), 16))
        .toList();
  }

  @Test
  void everyText_isSearched() {
    Fields fields =
        Spans.required(1).toBuilder()
            .set(SpanField.NAME, "alpha")
            .set(SpanField.KIND, SpanKind.TOOL)
            .set(SpanField.TOOL_NAME, "beta")
            .set(SpanField.INPUT, Payload.json(new JsonText("{\"command\":\"gamma\\ndelta\"}")))
            .set(SpanField.OUTPUT, Payload.text("epsilon"))
            .set(SpanField.ERROR, new SpanError("zeta", "eta", "theta"))
            .build();
    put(Runs.make(1).name("the run").run());
    put(Spans.span(1, 7, fields));
    assertSource("alpha", Excerpt.Source.NAME);
    assertSource("beta", Excerpt.Source.NAME);
    assertSource("command", Excerpt.Source.INPUT);
    assertSource("delta", Excerpt.Source.INPUT);
    assertSource("epsilon", Excerpt.Source.OUTPUT);
    assertSource("zeta", Excerpt.Source.ERROR);
    assertSource("eta", Excerpt.Source.ERROR);
    assertSource("theta", Excerpt.Source.ERROR);
    assertSource("alpha epsilon", Excerpt.Source.NAME, Excerpt.Source.OUTPUT);
    SpanHit hit = search("alpha").hits().get(0);
    assertEquals(Runs.id(1), hit.traceId());
    assertEquals("the run", hit.runName());
    assertEquals(SpanId.of(7), hit.spanId());
    assertEquals(SpanKind.TOOL, hit.kind());
    assertEquals("alpha", hit.name());
    assertEquals(Runs.NOON.plusSeconds(1), hit.startedAt());
  }

  private void assertSource(String text, Excerpt.Source... sources) {
    SearchPage page = search(text);
    assertEquals(List.of("1.7"), places(page), text);
    assertEquals(
        List.of(sources), page.hits().get(0).excerpts().stream().map(Excerpt::source).toList());
  }

  @Test
  void allWords_areWanted() {
    put(Runs.run(1));
    put(says(1, 1, "connection refused"), says(1, 2, "connection"), says(1, 3, "refused"));
    assertEquals(List.of("1.1"), found("refused connection"));
    assertEquals(List.of("1.1"), found("\"connection refused\""));
    assertEquals(List.of(), found("\"refused connection\""));
    assertEquals(List.of("1.2", "1.1"), found("conn*"));
    assertEquals(List.of(), found("absent"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "数据库连接失败; 连接",
        "データベースに接続できません; 接続",
        "서버에서 연결이 거부되었습니다; 연결",
        "การเชื่อมต่อล้มเหลว; เชื่อมต่อ",
        "رُفِضَ الاتِّصال; الاتصال",
        "Verbindung für Übertragung; ubertragung",
        "СОЕДИНЕНИЕ Разорвано; соединение",
        "deployed 🎉 now; 🎉",
        "caf\u00e9; cafe",
        "a\0needle\0b; needle",
        "\uD83Dneedle\uDE00; needle",
        "said \\\"needle\\\"; needle"
      })
  void everyLanguage_isFound(String text, String wanted) {
    put(Runs.run(1), Runs.run(2));
    put(says(1, 1, text), says(2, 1, "other"));
    assertEquals(List.of("1.1"), found(wanted));
    assertEquals(List.of(1L), runs(wanted));
  }

  @ParameterizedTest
  @MethodSource("dev.spoor.store.kit.TextContract#texts")
  void anyText_isIndexedAndAnyTextMayBeAsked(String text) {
    put(Runs.make(1).name(text).run());
    put(says(1, 1, text + " needle"));
    assertEquals(List.of("1.1"), found("needle"));
    assertEquals(List.of(1L), runs(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "NEAR(a b)",
        "a AND",
        "a OR b)",
        "words : a",
        "^a",
        "a + b",
        "NOT a",
        "{words} : a",
        "a''",
        "\"a",
        "a*b*",
        "-a",
        "span_text",
        "rowid:1"
      })
  void operators_areWordsLikeOthers(String text) {
    put(Runs.run(1));
    put(says(1, 1, text));
    assertEquals(List.of("1.1"), found(text));
  }

  @Test
  void textWithoutWord_isRefused() {
    for (String text : List.of("", " ", "\"\"", "?!", "\0")) {
      BadInput mistake =
          assertThrows(BadInput.class, () -> search(text), () -> "accepted <" + text + ">");
      assertEquals("q", mistake.field());
    }
    assertThrows(BadInput.class, () -> reader().searchRun(Runs.id(1), "*", null, 1));
  }

  @Test
  void hits_areNewestFirst() {
    put(Runs.run(1), Runs.run(2));
    put(says(1, 1, "needle"), says(2, 1, "needle"), says(1, 2, "needle"), says(2, 2, "needle"));
    assertEquals(List.of("2.2", "2.1", "1.2", "1.1"), found("needle"));
  }

  @Test
  void hitsOfRun_areInOrderOfArrival() {
    put(Runs.run(1), Runs.run(2));
    put(says(1, 1, "needle"), says(2, 1, "needle"), says(1, 2, "hay"), says(1, 3, "needle"));
    SearchPage page = reader().searchRun(Runs.id(1), "needle", null, 100);
    assertEquals(List.of("1.1", "1.3"), places(page));
    assertNull(page.next());
    SearchPage first = reader().searchRun(Runs.id(1), "needle", null, 1);
    assertEquals(List.of("1.1"), places(first));
    assertEquals(List.of("1.3"), places(reader().searchRun(Runs.id(1), "needle", first.next(), 1)));
    assertEquals(List.of(), places(reader().searchRun(Runs.id(9), "needle", null, 1)));
  }

  @Test
  void pages_loseAndRepeatNothingWhileSpansArrive() {
    put(Runs.run(1), Runs.run(2), Runs.run(3));
    for (long number = 1; number <= 10; number++) {
      put(says(1, number, "needle"), says(2, number, "needle"), says(3, number, "hay"));
    }
    List<String> all = found("needle");
    List<String> paged = new ArrayList<>();
    @Nullable SearchCursor after = null;
    long next = 11;
    do {
      SearchPage page = reader().search("needle", RunFilter.ALL, Instant.EPOCH, after, 3);
      paged.addAll(places(page));
      after = page.next();
      put(Runs.run(next));
      put(says(next, 1, "needle"), says(2, next, "needle"));
      next++;
    } while (after != null);
    assertEquals(20, all.size());
    assertEquals(all, paged.stream().filter(all::contains).toList());
  }

  @Test
  void filter_isOfTheRuns() {
    put(
        Runs.make(1).with(RunField.PROJECT, "spoor").run(),
        Runs.make(2).with(RunField.PROJECT, "other").run());
    put(says(1, 1, "needle"), says(2, 1, "needle"), Spans.answer(1, 2, "claude-x"));
    assertEquals(
        List.of("1.1"),
        places(reader().search("needle", Filters.project("spoor"), Instant.EPOCH, null, 9)));
    assertEquals(
        List.of("1.1"),
        places(reader().search("needle", Filters.model("claude-x"), Instant.EPOCH, null, 9)));
    assertEquals(
        List.of(), places(reader().search("needle", Filters.agent("x"), Instant.EPOCH, null, 9)));
  }

  @Test
  void changedSpan_isFoundByWhatItSaysNow() {
    put(Runs.run(1));
    put(says(1, 1, "before"));
    assertEquals(List.of("1.1"), found("before"));
    put(says(1, 1, "after"));
    assertEquals(List.of(), found("before"));
    assertEquals(List.of(), runs("before"));
    assertEquals(List.of("1.1"), found("after"));
    put(Spans.span(1, 1, Spans.required(1).toBuilder().clear(SpanField.OUTPUT).build()));
    assertEquals(List.of(), found("after"));
    assertEquals(List.of("1.1"), found("step"));
  }

  @Test
  void excerpt_isAPieceAroundThePlace() {
    put(Runs.run(1));
    String text = "ä".repeat(1_000) + " the needle " + "z ".repeat(50_000);
    put(says(1, 1, text));
    Excerpt excerpt = search("needle").hits().get(0).excerpts().get(0);
    Excerpt.Mark mark = excerpt.marks().get(0);
    assertEquals("needle", excerpt.text().substring(mark.start(), mark.end()));
    assertTrue(excerpt.text().length() <= 200);
    assertEquals(
        excerpt.text(),
        new String(
            Payload.text(text).bytes(),
            (int) excerpt.offset(),
            Payload.text(excerpt.text()).bytes().length,
            StandardCharsets.UTF_8));
    assertEquals(Payload.text(text).bytes().length, excerpt.bytes());
    assertTrue(excerpt.cutBefore() && excerpt.cutAfter());
  }

  @Test
  void longText_isSearchedAtItsBeginning() {
    put(Runs.run(1));
    put(says(1, 1, "early " + "hay ".repeat(100_000) + "late"));
    assertEquals(List.of("1.1"), found("early"));
    assertEquals(List.of(), found("late"));
  }

  @Test
  void undoneUnit_isNotFound() {
    put(Runs.run(1));
    assertThrows(
        ArithmeticException.class,
        () ->
            write(
                session -> {
                  session.put(says(1, 1, "needle"));
                  throw new ArithmeticException();
                }));
    put(says(1, 2, "hay"));
    assertEquals(List.of(), found("needle"));
    assertEquals(List.of("1.2"), found("hay"));
  }

  @Test
  void listByText_isByNameOrByWordsOfOneSpan() {
    put(
        Runs.make(1).name("Fix the login page").run(),
        Runs.make(2).name("other").run(),
        Runs.make(3).name("third").run());
    put(says(2, 1, "the login"), says(2, 2, "page"), says(3, 1, "page of the login"));
    assertEquals(List.of(3L, 2L, 1L), runs("login"));
    assertEquals(List.of(3L, 1L), runs("login page"));
    assertEquals(List.of(1L), runs("x the LOG"));
    assertEquals(List.of(1L), runs("gin p"));
    assertEquals(List.of(3L, 2L), runs("logi*"));
    assertEquals(List.of(), runs("absent"));
    put(Runs.make(1).name("renamed").run());
    assertEquals(List.of(3L), runs("login page"));
    assertEquals(List.of(1L), runs("renam"));
    assertEquals(List.of(3L, 2L, 1L), runs("r"));
  }

  @Test
  void pagesOfListByText_areCompleteWithoutRepetition() {
    for (long number = 1; number <= 30; number++) {
      put(Runs.make(number).startedAt(Runs.NOON.plusSeconds(number / 4)).name("n" + number).run());
      put(says(number, 1, number % 3 == 0 ? "common needle" : "common"));
    }
    for (String text : List.of("needle", "common", "n1", "n")) {
      List<Long> all = runs(text);
      List<Long> paged = new ArrayList<>();
      RunCursor after = null;
      do {
        RunPage page = reader().runs(Filters.name(text), Instant.EPOCH, after, 4);
        assertEquals(all.size(), page.total(), text);
        page.runs().forEach(run -> paged.add(Long.parseLong(run.traceId().hex(), 16)));
        after = page.next();
      } while (after != null);
      assertEquals(all, paged, text);
    }
    assertEquals(10, runs("needle").size());
    assertEquals(30, runs("common").size());
  }

  @Test
  void whatAnotherStoreWrote_isFound() {
    put(Runs.run(1));
    put(says(1, 1, "needle"));
    store.close();
    store = engine().open(folder);
    assertEquals(List.of("1.1"), found("needle"));
    try (Store other = engine().open(folder)) {
      other
          .writer()
          .write(
              session -> {
                session.put(says(1, 2, "needle"));
                return true;
              });
      assertEquals(List.of("1.2", "1.1"), found("needle"));
    }
  }
}
