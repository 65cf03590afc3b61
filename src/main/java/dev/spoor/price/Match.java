package dev.spoor.price;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule of the table that says which names mean a model or a provider, in the words of the
 * genai-prices data: {@code equals}, {@code starts_with}, {@code ends_with}, {@code contains},
 * {@code regex}, {@code or}, {@code and}. Names are compared in lower case.
 */
sealed interface Match {
  /**
   * The part of a name that the rule speaks about. A rule like {@code starts_with} is silent about
   * the rest, which {@link Coverage} judges.
   *
   * @param start the first character, from 0
   * @param end after the last character
   * @param rule the rule in words, for example {@code starts_with claude-opus-4-5}
   */
  record Hit(int start, int end, String rule) {
    int length() {
      return end - start;
    }
  }

  /** The longest part of the name that the rule matches; null when it does not match. */
  @Nullable Hit find(String lowerCaseName);

  /** Reads a rule of the table. */
  static Match of(JsonObject json) {
    Map.Entry<String, JsonValue> rule = json.members().entrySet().iterator().next();
    return rule.getValue() instanceof JsonArray rules
        ? of(rule.getKey(), rules)
        : of(rule.getKey(), ((JsonString) rule.getValue()).value());
  }

  private static Match of(String word, JsonArray rules) {
    List<Match> parts = rules.elements().stream().map(part -> of((JsonObject) part)).toList();
    return switch (word) {
      case "or" -> new Or(parts);
      case "and" -> new And(parts);
      default -> throw new IllegalArgumentException("unknown rule of the price table: " + word);
    };
  }

  private static Match of(String word, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return switch (word) {
      case "equals" -> new Equal(lower);
      case "starts_with" -> new StartsWith(lower);
      case "ends_with" -> new EndsWith(lower);
      case "contains" -> new Contains(lower);
      case "regex" -> regex(text);
      default -> throw new IllegalArgumentException("unknown rule of the price table: " + word);
    };
  }

  /**
   * A regular expression in time linear to the name. The engine knows no lookahead; the one form
   * that the table uses, {@code ^(?!a)b}, is read as "not {@code ^a}, and {@code ^b}".
   */
  static Match regex(String expression) {
    String lookahead = "^(?!";
    if (!expression.startsWith(lookahead)) {
      return new Regex(Pattern.compile(expression));
    }
    int end = closing(expression, lookahead.length());
    String refused = expression.substring(lookahead.length(), end);
    return new And(
        List.of(
            new Not(new Regex(Pattern.compile("^(?:" + refused + ")"))),
            new Regex(Pattern.compile("^" + expression.substring(end + 1)))));
  }

  private static int closing(String expression, int from) {
    int open = 1;
    for (int i = from; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '(') {
        open++;
      } else if (c == ')' && --open == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("no end of the lookahead in: " + expression);
  }

  /** The whole name. */
  record Equal(String text) implements Match {
    @Override
    public @Nullable Hit find(String name) {
      return name.equals(text) ? new Hit(0, name.length(), "equals " + text) : null;
    }
  }

  /** The name's beginning. */
  record StartsWith(String text) implements Match {
    @Override
    public @Nullable Hit find(String name) {
      return name.startsWith(text) ? new Hit(0, text.length(), "starts_with " + text) : null;
    }
  }

  /** The name's end. */
  record EndsWith(String text) implements Match {
    @Override
    public @Nullable Hit find(String name) {
      return name.endsWith(text)
          ? new Hit(name.length() - text.length(), name.length(), "ends_with " + text)
          : null;
    }
  }

  /** Some part of the name, the first. */
  record Contains(String text) implements Match {
    @Override
    public @Nullable Hit find(String name) {
      int start = name.indexOf(text);
      return start < 0 ? null : new Hit(start, start + text.length(), "contains " + text);
    }
  }

  /** A part of the name that the expression finds. */
  record Regex(Pattern pattern) implements Match {
    @Override
    public @Nullable Hit find(String name) {
      Matcher matcher = pattern.matcher(name);
      return matcher.find()
          ? new Hit(matcher.start(), matcher.end(), "regex " + pattern.pattern())
          : null;
    }
  }

  /** A name that the rule does not match; it speaks about no part of it. */
  record Not(Match rule) implements Match {
    @Override
    public @Nullable Hit find(String name) {
      return rule.find(name) == null ? new Hit(0, 0, "not") : null;
    }
  }

  /** One of the rules, the one that matches most. */
  record Or(List<Match> rules) implements Match {
    @Override
    public @Nullable Hit find(String name) {
      Hit longest = null;
      for (Match rule : rules) {
        longest = longer(longest, rule.find(name));
      }
      return longest;
    }
  }

  /** All of the rules; the part is that of the one that matches most. */
  record And(List<Match> rules) implements Match {
    @Override
    public @Nullable Hit find(String name) {
      Hit longest = null;
      for (Match rule : rules) {
        Hit hit = rule.find(name);
        if (hit == null) {
          return null;
        }
        longest = longer(longest, hit);
      }
      return longest;
    }
  }

  private static @Nullable Hit longer(@Nullable Hit one, @Nullable Hit other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return other.length() > one.length() ? other : one;
  }
}
