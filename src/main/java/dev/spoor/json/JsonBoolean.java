package dev.spoor.json;

/**
 * True or false.
 *
 * @param value which
 */
public record JsonBoolean(boolean value) implements JsonValue {
  /** The one or the other. */
  public static JsonBoolean of(boolean value) {
    return new JsonBoolean(value);
  }

  @Override
  public String shape() {
    return "the boolean " + value;
  }
}
