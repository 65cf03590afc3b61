package dev.spoor.model;

import org.jspecify.annotations.Nullable;

/**
 * Describes a value without repeating it: an error message must not carry a payload or a secret.
 */
public final class Shape {
  private Shape() {}

  /** For example {@code a string of 7 characters}, {@code an empty string}, {@code null}. */
  public static String of(@Nullable String text) {
    if (text == null) {
      return "null";
    }
    return text.isEmpty() ? "an empty string" : "a string of " + text.length() + " characters";
  }
}
