package dev.spoor.evals;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.spoor.model.BadInput;
import dev.spoor.model.Shape;
import java.util.Locale;

/**
 * Compiles a caller's regular expression (RE2 syntax). RE2 needs time linear in the text, but its
 * programs grow with nested repetitions, so these are bounded before and after compilation.
 */
final class UserRegex {
  private static final int LONGEST = 1_000;
  private static final long MOST_NESTED_REPEATS = 250;
  private static final int LARGEST_PROGRAM = 10_000;
  private static final Pattern REPEATED_GROUP = Pattern.compile("\\)\\{(\\d*),?(\\d*)\\}");

  private UserRegex() {}

  /**
   * Compiles it.
   *
   * @param path the field it came in, for {@link BadInput}
   */
  static Pattern compile(String regex, String path) {
    if (regex.length() > LONGEST) {
      throw mistake(path, "must be at most " + LONGEST + " characters long", regex);
    }
    try {
      if (nestedRepeats(regex) <= MOST_NESTED_REPEATS) {
        Pattern pattern = Pattern.compile(regex);
        if (pattern.programSize() <= LARGEST_PROGRAM) {
          return pattern;
        }
      }
    } catch (PatternSyntaxException e) {
      String what = e.getDescription().toLowerCase(Locale.ROOT);
      throw mistake(path, "must be a regular expression in RE2 syntax (" + what + ")", regex);
    }
    throw mistake(path, "must repeat less: its repetitions multiply", regex);
  }

  private static BadInput mistake(String path, String rule, String regex) {
    return BadInput.of(path, rule).got(Shape.of(regex)).example("\"value\": \"error: .*\"");
  }

  /** The most that groups can repeat what is in them, were each inside the one before. */
  private static long nestedRepeats(String regex) {
    long product = 1;
    Matcher repeated = REPEATED_GROUP.matcher(regex);
    while (repeated.find() && product <= MOST_NESTED_REPEATS) {
      product *= Math.max(1, Math.max(count(repeated.group(1)), count(repeated.group(2))));
    }
    return product;
  }

  private static long count(String digits) {
    // RE2 refuses more than four digits itself.
    return digits.isEmpty() || digits.length() > 4 ? 1 : Long.parseLong(digits);
  }
}
