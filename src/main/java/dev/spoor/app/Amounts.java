package dev.spoor.app;

import dev.spoor.model.BadInput;
import dev.spoor.model.Shape;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ages and sizes as people write them. */
public final class Amounts {
  private static final Pattern AGE = Pattern.compile("([1-9][0-9]{0,5})([hdwy])");
  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,5})([KMGT])B");
  private static final Map<String, Duration> AGES =
      Map.of(
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "w", Duration.ofDays(7),
          "y", Duration.ofDays(365));
  private static final Map<String, Long> SIZES =
      Map.of("K", 1_000L, "M", 1_000_000L, "G", 1_000_000_000L, "T", 1_000_000_000_000L);

  private Amounts() {}

  /**
   * For example {@code 12h}, {@code 30d}, {@code 8w} or {@code 1y}.
   *
   * @param name of what has the age, for the message
   */
  public static Duration age(String name, String text) {
    Matcher age = AGE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!age.matches()) {
      throw BadInput.of(name, "must be a number of hours, days, weeks or years")
          .got(Shape.of(text))
          .example("30d");
    }
    return AGES.getOrDefault(age.group(2), Duration.ZERO)
        .multipliedBy(Long.parseLong(age.group(1)));
  }

  /**
   * For example {@code 500MB} or {@code 5GB}; a kilobyte has 1,000 bytes.
   *
   * @param name of what has the size, for the message
   */
  public static long bytes(String name, String text) {
    Matcher size = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!size.matches()) {
      throw BadInput.of(name, "must be a number of KB, MB, GB or TB")
          .got(Shape.of(text))
          .example("5GB");
    }
    return Long.parseLong(size.group(1)) * SIZES.getOrDefault(size.group(2), 0L);
  }
}
