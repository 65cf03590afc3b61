package dev.spoor.price;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a rule that matched only a part of a name may be trusted with the whole. The table's
 * rules are wide: {@code starts_with claude-sonnet-5} would also match a later {@code
 * claude-sonnet-5-5}, and {@code starts_with claude-opus-4-6} a dearer {@code
 * claude-opus-4-6-fast}. A wrong price is worse than none, so what is left of the name may only be
 * a date, a revision or a word that never changes the price; a further version digit, or any word
 * not known here, makes the name unknown.
 */
final class Coverage {
  private static final String DATE =
      "20\\d\\d-?\\d\\d-?\\d\\d|\\d\\d-20\\d\\d|\\d\\d-\\d\\d|\\d{6}|\\d{4}";
  private static final String REVISION = "v\\d+(?::\\d+)?|0\\d\\d";
  private static final String WORD = "latest|default|preview|exp|experimental|beta|instruct";
  private static final String PART = "(?:" + DATE + "|" + REVISION + "|" + WORD + ")";
  private static final Pattern HARMLESS =
      Pattern.compile("[-@:_]?" + PART + "(?:[-@:_]" + PART + ")*");
  private static final Pattern LATER_VERSION = Pattern.compile("-v([02-9]|[1-9]\\d+)(?::\\d+)?$");
  private static final Pattern DATE_LAST = Pattern.compile("-\\d{8}$");
  private static final Pattern WORDS = Pattern.compile("[^a-z0-9]+");
  private static final Set<String> PLACES =
      Set.of("us", "eu", "apac", "au", "jp", "in", "ca", "gov", "global");

  private Coverage() {}

  /**
   * Whether the name means the row's model and nothing else.
   *
   * @param rowId the row's id, whose own words are no surprise in a name
   */
  static boolean whole(String name, Match.Hit hit, String rowId) {
    String id = rowId.toLowerCase(Locale.ROOT);
    return name.equals(id) || (before(name.substring(0, hit.start()), id) && after(name, hit, id));
  }

  private static boolean before(String rest, String id) {
    if (rest.isEmpty()) {
      return true;
    }
    if (isWordCharacter(rest.charAt(rest.length() - 1))) {
      return false;
    }
    List<String> idWords = Arrays.asList(WORDS.split(id));
    for (String word : WORDS.split(rest)) {
      if (!word.isEmpty() && !PLACES.contains(word) && !idWords.contains(word)) {
        return false;
      }
    }
    return true;
  }

  private static boolean after(String name, Match.Hit hit, String id) {
    int end = hit.end();
    if (end == name.length() || isFineTune(name.substring(hit.start(), end))) {
      return true;
    }
    // A rule may end inside a word, as "claude-sonnet-4-2025" does in a date: judge all of it.
    String rest = name.substring(isWordCharacter(name.charAt(end)) ? wordStart(name, end) : end);
    boolean harmless =
        HARMLESS.matches(rest)
            || (rest.startsWith(":") && HARMLESS.matches(name.substring(wordStart(name, end))));
    return harmless && sameVersion(name, id);
  }

  private static int wordStart(String name, int place) {
    int start = place;
    while (start > 0 && isWordCharacter(name.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  /** A model tuned by its user is named by its user, and costs the same under every name. */
  private static boolean isFineTune(String matched) {
    return matched.startsWith("ft:") || matched.endsWith(".ft-");
  }

  /**
   * A name of the second version must not get the price of the first. After a date it is no
   * version, but a revision.
   */
  private static boolean sameVersion(String name, String id) {
    Matcher version = LATER_VERSION.matcher(name);
    return !version.find()
        || id.contains("-v" + version.group(1))
        || DATE_LAST.matcher(name.substring(0, version.start())).find();
  }

  private static boolean isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}
