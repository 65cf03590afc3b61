package dev.spoor.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Excerpt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacesTest {
  /** What was found, when every clause was. */
  private static String found(String terms, String text) {
    SearchTerms asked = SearchTerms.of(terms);
    Places places = Places.of(asked, text);
    return places.clauses().cardinality() < asked.clauses().size()
        ? "-"
        : places.marks().stream()
            .map(mark -> text.substring(mark.start(), mark.end()))
            .collect(Collectors.joining("|"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "refused; connection Refused twice; Refused",
        "refused connection; connection refused; connection|refused",
        "\"refused connection\"; connection refused; -",
        "\"connection refused\"; a Connection  refused b; Connection  refused",
        "\"connection refused; a connection refused; connection refused",
        "get_trace; call get_trace now; get_trace",
        "get_trace; trace get; -",
        "conn*; connection; connection",
        "co*; connection; -",
        "co*; the co.; co",
        "nect; connection; -",
        "muller; Der Müller; Müller",
        "МИР; мир труд; мир",
        "日本; これは日本語です; 日本",
        "日本語です; これは日本語です; 日本語です",
        "本日; 日本 本語; -",
        "本; 日本; 本",
        "猫; 犬と猫と; 猫と",
        "서버; 서버에서 실패; 서버",
        "สวัส; บอกสวัสดี; สวัส",
        "احمد; قال أَحْمَد; أَحْمَد",
        "🎉; done 🎉; 🎉",
        "foo; a\\nfoo; foo",
        "nfoo; a\\nfoo; nfoo",
        "AND OR; or and; or|and"
      })
  void clauses_areFoundAsTheyFollow(String terms, String text, String expected) {
    assertEquals(expected, found(terms, text));
  }

  @Test
  void question_withoutWordIsEmpty() {
    for (String text : new String[] {"", " ", "\"\"", "*", "--;'", "\0"}) {
      assertTrue(SearchTerms.of(text).isEmpty(), text);
    }
  }

  @Test
  void singleWords_needNoText() {
    assertTrue(SearchTerms.of("connection refu*").isOfSingleWords());
    assertFalse(SearchTerms.of("get_trace").isOfSingleWords());
    assertTrue(SearchTerms.of("日本").isOfSingleWords());
    assertFalse(SearchTerms.of("日本語").isOfSingleWords());
  }

  @Test
  void words_areLookedForOnceAndNotWithoutEnd() {
    assertEquals(1, SearchTerms.of("word ".repeat(10_000)).clauses().size());
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      many.append('w').append(i).append(' ');
    }
    assertEquals(64, SearchTerms.of(many.toString()).clauses().size());
  }

  @Test
  void excerpt_isShortAndMarksWhatWasFound() {
    String text = "ä ".repeat(200) + "the needle is here " + "😀 ".repeat(200);
    Places places = Places.of(SearchTerms.of("needle"), text);
    Excerpt excerpt = Excerpts.around(Excerpt.Source.OUTPUT, text, places.marks(), 0, 5_000);
    Excerpt.Mark mark = excerpt.marks().get(0);
    assertEquals("needle", excerpt.text().substring(mark.start(), mark.end()));
    assertTrue(excerpt.text().length() <= Excerpts.LONGEST, excerpt.text());
    assertEquals(3 * text.indexOf(excerpt.text()) / 2, excerpt.offset());
    assertTrue(excerpt.cutBefore() && excerpt.cutAfter());
  }

  @Test
  void excerpt_ofShortTextIsAllOfIt() {
    String text = "needle and needle";
    Places places = Places.of(SearchTerms.of("needle"), text);
    Excerpt excerpt = Excerpts.around(Excerpt.Source.NAME, text, places.marks(), 0, text.length());
    assertEquals(text, excerpt.text());
    assertEquals(2, excerpt.marks().size());
    assertFalse(excerpt.cutBefore() || excerpt.cutAfter());
  }

  @Test
  void excerpt_neverCutsACharacter() {
    for (int lead = 0; lead < 8; lead++) {
      String text = "x".repeat(lead) + "😀".repeat(90) + " needle" + "😀".repeat(200);
      Places places = Places.of(SearchTerms.of("needle"), text);
      Excerpt excerpt = Excerpts.around(Excerpt.Source.INPUT, text, places.marks(), 0, 9_999);
      assertFalse(Character.isLowSurrogate(excerpt.text().charAt(0)), excerpt.text());
      assertFalse(
          Character.isHighSurrogate(excerpt.text().charAt(excerpt.text().length() - 1)),
          excerpt.text());
    }
  }
}
