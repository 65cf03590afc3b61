package dev.spoor.redact;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * How one kind of secret is recognised. Where a keyword stands and {@code start} agrees, the
 * pattern is tried from there; what it matches is a secret when {@code check} agrees.
 *
 * @param id names it in the mark {@code [redacted:<id>]}
 * @param keywords what every such secret, or its surroundings, begin with, in any case
 * @param start what must stand before the keyword
 * @param pattern what follows; its first group that took part is the secret, without groups all of
 *     it. A secret never holds a quotation mark that is not escaped, nor half an escape: the text
 *     may be JSON
 * @param check what the secret must look like beside
 * @param hit text with such a secret
 * @param miss text that only resembles it
 */
record RedactionRule(
    String id,
    List<String> keywords,
    Start start,
    Pattern pattern,
    Check check,
    String hit,
    String miss) {
  RedactionRule {
    keywords = List.copyOf(keywords);
  }

  static RedactionRule of(
      String id,
      List<String> keywords,
      Start start,
      String pattern,
      Check check,
      String hit,
      String miss) {
    // Anchored, for the engine reads on to the end of the text otherwise, whatever it is asked.
    Pattern anchored = Pattern.compile("\\A(?:" + pattern + ")");
    return new RedactionRule(id, keywords, start, anchored, check, hit, miss);
  }

  /**
   * A key that says itself whose it is.
   *
   * @param prefix what it begins with, literally
   * @param rest the pattern of what follows
   * @param example something that matches {@code rest}
   */
  static RedactionRule key(String id, String prefix, String rest, String example) {
    return key(id, List.of(prefix), rest, example);
  }

  /** The same with several prefixes of one meaning; the example follows the first. */
  static RedactionRule key(String id, List<String> prefixes, String rest, String example) {
    String anyPrefix = String.join("|", prefixes.stream().map(Pattern::quote).toList());
    return of(
        id,
        prefixes,
        Start.WORD,
        "(?:" + anyPrefix + ")" + rest,
        Check.NONE,
        "key: " + prefixes.get(0) + example + ".",
        "key: " + prefixes.get(0) + "abc.");
  }

  /**
   * A key that only its name gives away, as in {@code MISTRAL_API_KEY=...}.
   *
   * @param name the service, in lower case
   * @param value the pattern of the key, which must be followed by none of {@code [A-Za-z0-9_-]}
   */
  static RedactionRule named(String id, String name, String value, String example) {
    return of(
        id,
        List.of(name),
        Start.NAME,
        "(?i:"
            + name
            + "[a-z0-9_.-]{0,24}(?:key|token|secret|auth|password)[a-z0-9_]{0,12})"
            + Assignments.BINDING
            + "("
            + value
            + ")(?:[^A-Za-z0-9_-]|$)",
        Check.NONE,
        name + "_api_key = \"" + example + "\"",
        name + "_api_key = os.environ[\"" + name + "\"]");
  }

  /** The same rule with other things before and beside. */
  RedactionRule with(Start otherStart, Check otherCheck) {
    return new RedactionRule(id, keywords, otherStart, pattern, otherCheck, hit, miss);
  }
}
