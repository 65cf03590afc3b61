package dev.spoor.json;

/**
 * Text that is no JSON, or more of it than allowed. The message says what and where, without
 * repeating the text.
 */
public final class JsonReadException extends Exception {
  private static final long serialVersionUID = 1L;

  JsonReadException(String message) {
    super(message, null, false, false);
  }
}
