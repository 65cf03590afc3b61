package dev.spoor.json;

import java.util.List;
import java.util.function.Function;

/**
 * A JSON array.
 *
 * @param elements in order
 */
public record JsonArray(List<JsonValue> elements) implements JsonValue {
  /** Without elements. */
  public static final JsonArray EMPTY = new JsonArray(List.of());

  public JsonArray {
    elements = List.copyOf(elements);
  }

  /** An array of what each item becomes. */
  public static <T> JsonArray of(List<T> items, Function<? super T, ? extends JsonValue> each) {
    return new JsonArray(items.stream().<JsonValue>map(each).toList());
  }

  /** An array of strings. */
  public static JsonArray ofTexts(List<String> texts) {
    return of(texts, JsonString::new);
  }

  @Override
  public String shape() {
    return "an array of " + elements.size() + (elements.size() == 1 ? " element" : " elements");
  }
}
