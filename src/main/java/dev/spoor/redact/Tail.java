package dev.spoor.redact;

/** A text from one place on, without a copy, so that a pattern can be anchored at that place. */
record Tail(String text, int from) implements CharSequence {
  @Override
  public int length() {
    return text.length() - from;
  }

  @Override
  public char charAt(int index) {
    return text.charAt(from + index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(from + start, from + end);
  }

  @Override
  public String toString() {
    return text.substring(from);
  }
}
