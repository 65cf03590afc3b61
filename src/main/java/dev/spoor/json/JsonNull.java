package dev.spoor.json;

/** The JSON null; not the same as a missing member. */
public enum JsonNull implements JsonValue {
  /** The only one. */
  NULL;

  @Override
  public String shape() {
    return "null";
  }
}
