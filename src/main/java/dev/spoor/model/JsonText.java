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

  /**
   * This object with one more string member at its end.
   *
   * @param key a name without characters that JSON escapes, not yet a member
   * @param value likewise
   */
  public JsonText withMember(String key, String value) {
    String member = "\"" + key + "\":\"" + value + "\"}";
    String open = text.substring(0, text.length() - 1);
    return new JsonText(open.length() == 1 ? open + member : open + "," + member);
  }

  /** Whether this object ends with that member, as {@link #withMember} leaves it. */
  public boolean endsWithMember(String key, String value) {
    return text.endsWith("\"" + key + "\":\"" + value + "\"}");
  }

  @Override
  public String toString() {
    return text;
  }
}
