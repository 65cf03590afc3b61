package dev.spoor.redact;

/**
 * A piece of text to be replaced.
 *
 * @param start its first character
 * @param end after its last character
 * @param rule the rule that names it
 * @param literal whether it is a JSON number or another bare word, so that the mark needs quotes
 */
record Find(int start, int end, int rule, boolean literal) {
  /** The same where both are, named by the rule that comes first. */
  Find joined(Find other) {
    return new Find(start, Math.max(end, other.end), Math.min(rule, other.rule), literal);
  }
}
