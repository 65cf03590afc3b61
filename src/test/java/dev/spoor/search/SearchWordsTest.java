package dev.spoor.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchWordsTest {
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    SearchWords.each(text, (word, start, end, position) -> words.add(word));
    return words;
  }

  /** SearchWords that share a position, with a bar between them. */
  private static String byPosition(String text) {
    TreeMap<Integer, List<String>> places = new TreeMap<>();
    SearchWords.each(
        text,
        (word, start, end, position) ->
            places.computeIfAbsent(position, at -> new ArrayList<>()).add(word));
    return places.values().stream()
        .map(place -> String.join("|", place))
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Fix the_build, v2.1!; fix the build v2 1",
        "MÜLLER Straße STRASSE; muller strasse strasse",
        "cafe\u0301 café; cafe cafe",
        "Ёлка ПРИВЕТ; елка привет",
        "ΣΊΣΥΦΟΣ; σισυφοσ",
        "مُحَمَّد أحمد; محمد احمد",
        "שָׁלוֹם; שלום",
        "İstanbul; istanbul",
        "ﬁle Ａ１; file a1",
        "नमस्ते; नमस्ते",
        "日本語; 日本 本語 語",
        "猫; 猫",
        "データを読む; デー ータ タを を読 読む む",
        "서버에서; 서버 버에 에서 서",
        "สวัสดี; สว วั ัส สด ดี ี",
        "Java入門2; java 入門 門 2",
        "done 🎉👍 ok; done 🎉 👍 ok",
        "\u2500\u2502\u280b text; text"
      })
  void text_isCutInEveryScript(String text, String expected) {
    assertEquals(List.of(expected.split(" ")), words(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a\\nfoo; a nfoo|foo",
        "a\\\\tbar; a tbar|bar",
        "C:\\new\\x; c new|ew x",
        "end\\n; end",
        "\\u4e2d\\u6587 ok; 中文 文 ok",
        "\\\\u00dcber; uber",
        "\\ud83d\\ude00; 😀",
        "\\u12 x; u12 x",
        "tail\\u; tail u"
      })
  void escape_isReadAsWhatItStandsFor(String text, String expected) {
    assertEquals(expected, byPosition(text));
  }

  @Test
  void places_coverTheWord() {
    String text = "x \\u00dcber 日本 é\u0301t";
    List<String> covered = new ArrayList<>();
    SearchWords.each(text, (word, start, end, position) -> covered.add(text.substring(start, end)));
    assertEquals(List.of("x", "\\u00dcber", "日本", "本", "é\u0301t"), covered);
  }

  @Test
  void longWord_isCutAndBlobIsNone() {
    assertEquals(List.of("a".repeat(SearchWords.LONGEST), "b"), words("a".repeat(100) + " b"));
    assertEquals(List.of("see", "end"), words("see " + "Ab9+/".repeat(60) + "== end"));
  }

  @Test
  void anything_isCutWithoutFailure() {
    Random random = new Random(7);
    String alphabet = "a\0\\un0dD83\uD83D\uDE00日ก é\u0301\u200d";
    for (int round = 0; round < 3_000; round++) {
      String text =
          random
              .ints(random.nextInt(30), 0, alphabet.length())
              .mapToObj(i -> alphabet.substring(i, i + 1))
              .collect(Collectors.joining());
      SearchWords.each(
          text,
          (word, start, end, position) ->
              assertTrue(start < end && end <= text.length() && !word.isEmpty(), text));
    }
  }
}
