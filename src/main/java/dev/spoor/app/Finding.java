package dev.spoor.app;

import java.util.Locale;

/**
 * What the doctor found out about one dependency.
 *
 * @param subject what was looked at, in a word
 * @param detail its state
 * @param fix what to do about it; empty when there is nothing to do
 */
public record Finding(String subject, Level level, String detail, String fix) {
  /** How bad it is. */
  public enum Level {
    /** As it should be. */
    OK,
    /** Works, though perhaps not as its user thinks. */
    WARNING,
    /** Does not work. */
    FAILURE;

    /** In lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(String subject, String detail) {
    return new Finding(subject, Level.OK, detail, "");
  }

  static Finding warning(String subject, String detail, String fix) {
    return new Finding(subject, Level.WARNING, detail, fix);
  }

  static Finding failure(String subject, String detail, String fix) {
    return new Finding(subject, Level.FAILURE, detail, fix);
  }
}
