package dev.spoor.evals;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/** How a text is looked for. */
sealed interface TextMatch {
  /** The first place in the text; null when there is none. */
  @Nullable Place in(String text);

  /** A place: from {@code start} up to but not including {@code end}. */
  record Place(int start, int end) {}

  /** The same characters. */
  record Exact(String wanted) implements TextMatch {
    @Override
    public @Nullable Place in(String text) {
      int start = text.indexOf(wanted);
      return start < 0 ? null : new Place(start, start + wanted.length());
    }
  }

  /** The same characters whatever their case. */
  record AnyCase(String folded) implements TextMatch {
    static AnyCase of(String wanted) {
      return new AnyCase(fold(wanted));
    }

    @Override
    public @Nullable Place in(String text) {
      int start = fold(text).indexOf(folded);
      return start < 0 ? null : new Place(start, start + folded.length());
    }

    /** Character by character, so that places stay the same. */
    private static String fold(String text) {
      char[] chars = text.toCharArray();
      for (int i = 0; i < chars.length; i++) {
        chars[i] = Character.toLowerCase(Character.toUpperCase(chars[i]));
      }
      return new String(chars);
    }
  }

  /** A regular expression, anywhere in the text. */
  record Regex(Pattern pattern) implements TextMatch {
    @Override
    public @Nullable Place in(String text) {
      Matcher matcher = pattern.matcher(text);
      return matcher.find() ? new Place(matcher.start(), matcher.end()) : null;
    }
  }
}
