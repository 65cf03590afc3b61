package dev.spoor.codec.dialect;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Documents that were flattened to one attribute a leaf, {@code llm.input_messages.0.message.role},
 * put together again. Numbers are places in an array, in their order and without gaps; a name that
 * is both a leaf and a branch is left alone.
 */
final class Flattened {
  private static final Pattern INDEX = Pattern.compile("\\d{1,9}");
  private static final int DEEPEST = 20;

  private final Map<String, Flattened> named = new LinkedHashMap<>();
  private final Map<Integer, Flattened> numbered = new TreeMap<>();
  private @Nullable JsonValue leaf;

  private Flattened() {}

  /**
   * What was put together.
   *
   * @param value null when nothing was
   * @param names the attributes that are in it
   */
  record Built(@Nullable JsonValue value, Set<String> names) {}

  /** The array that stands below {@code prefix}. */
  static Built build(JsonObject attributes, String prefix) {
    Flattened root = new Flattened();
    Set<String> names = new HashSet<>();
    attributes
        .members()
        .forEach(
            (name, value) -> {
              if (name.startsWith(prefix + ".")
                  && root.put(name.substring(prefix.length() + 1).split("\\.", -1), value)) {
                names.add(name);
              }
            });
    return names.isEmpty() ? new Built(null, Set.of()) : new Built(root.value(), names);
  }

  private boolean put(String[] path, JsonValue value) {
    if (path.length > DEEPEST || path.length == 0 || !INDEX.matcher(path[0]).matches()) {
      return false;
    }
    Flattened node = this;
    for (String step : path) {
      if (node.leaf != null || node.isOfOtherSort(step)) {
        return false;
      }
      node = node.child(step);
    }
    if (node.leaf != null || !node.isEmpty()) {
      return false;
    }
    node.leaf = Documents.bounded(value, 2 * DEEPEST);
    return true;
  }

  private boolean isOfOtherSort(String step) {
    return INDEX.matcher(step).matches() ? !named.isEmpty() : !numbered.isEmpty();
  }

  private Flattened child(String step) {
    return INDEX.matcher(step).matches()
        ? numbered.computeIfAbsent(Integer.valueOf(step), index -> new Flattened())
        : named.computeIfAbsent(step, name -> new Flattened());
  }

  private boolean isEmpty() {
    return leaf == null && named.isEmpty() && numbered.isEmpty();
  }

  private JsonValue value() {
    if (leaf != null) {
      return leaf;
    } else if (!numbered.isEmpty()) {
      return JsonArray.of(List.copyOf(numbered.values()), Flattened::value);
    }
    JsonObject.Builder object = JsonObject.builder();
    named.forEach((name, child) -> object.put(name, child.value()));
    return object.build();
  }
}
