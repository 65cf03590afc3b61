package dev.spoor.evals;

import com.google.re2j.Pattern;

/**
 * A name with {@code *} for any characters and {@code ?} for one; the whole name counts, its case
 * does not.
 */
final class Glob {
  private final String text;
  private final Pattern pattern;

  Glob(String text) {
    this.text = text;
    StringBuilder regex = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
              }
            });
    this.pattern = Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  boolean matches(String name) {
    return pattern.matches(name);
  }

  @Override
  public String toString() {
    return Quote.of(text);
  }
}
