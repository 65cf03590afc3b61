package dev.spoor.json;

import dev.spoor.model.Shape;

/**
 * A JSON string.
 *
 * @param value its characters, unescaped; may hold lone surrogates and NUL
 */
public record JsonString(String value) implements JsonValue {
  @Override
  public String shape() {
    return Shape.of(value);
  }
}
