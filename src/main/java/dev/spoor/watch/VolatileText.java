package dev.spoor.watch;

import com.google.re2j.Pattern;

/** Leaves out of a result what differs between two runs of the same thing. */
final class VolatileText {
  private static final Pattern VOLATILE =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?(?:Z|[+-]\\d\\d:?\\d\\d)?" // times
              + "|\\b\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?\\b"
              + "|\\b\\d+(?:\\.\\d+)?\\s?(?:ns|us|µs|ms|s|sec|secs|seconds|milliseconds)\\b" // durations
              + "|\\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\\b" // UUIDs
              + "|\\b0x[0-9a-fA-F]{4,16}\\b" // addresses
              + "|\\b(?:pid|PID)[ =:]*\\d+\\b"
              + "|/tmp/[A-Za-z0-9._-]+");

  private static final int MOST_CHARACTERS = 65_536;

  private VolatileText() {}

  /**
   * The text without it; a long one as it is, since looking through it would hold up every other
   * write.
   */
  static String without(String text) {
    return text.length() > MOST_CHARACTERS ? text : VOLATILE.matcher(text).replaceAll("#");
  }
}
