package dev.spoor.redact;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much is replaced; the setting {@code SPOOR_REDACT}. */
public enum RedactionMode {
  /** Nothing. */
  OFF,
  /** Keys, tokens and passwords. */
  ON,
  /** These, and what names a person: mail addresses, phone, card, account and insurance numbers. */
  STRICT;

  /** The word in settings, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant with that word; empty for an unknown one. */
  public static Optional<RedactionMode> parse(String word) {
    return Arrays.stream(values()).filter(value -> value.word().equals(word)).findFirst();
  }
}
