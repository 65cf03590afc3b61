package dev.spoor.mcp.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How grave a log message is (RFC 5424), the least grave first. */
public enum LogLevel {
  /** For those who look for a mistake. */
  DEBUG,
  /** Ordinary. */
  INFO,
  /** Ordinary but worth a look. */
  NOTICE,
  /** May go wrong. */
  WARNING,
  /** Went wrong. */
  ERROR,
  /** A part does not work. */
  CRITICAL,
  /** Something has to be done at once. */
  ALERT,
  /** Nothing works. */
  EMERGENCY;

  /** The level of that name; empty when there is none. */
  static Optional<LogLevel> of(String word) {
    return Arrays.stream(values()).filter(level -> level.word().equals(word)).findFirst();
  }

  /** As the protocol spells it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
