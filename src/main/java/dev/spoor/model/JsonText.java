package dev.spoor.model;

/**
 * A JSON value as compact text: keys in the order sent, numbers with their exact decimal value. It
 * is trusted to be well formed; only the {@code json} room makes one from what a sender wrote.
 *
 * @param text for example {@code {"a":1}}
 */
public record JsonText(String text) {
  /** An object without members. */
  public static final JsonText EMPTY_OBJECT = new JsonText("{}");

  /** An array without elements. */
  public static final JsonText EMPTY_ARRAY = new JsonText("[]");

  @Override
  public String toString() {
    return text;
  }
}
