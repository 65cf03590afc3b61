package dev.spoor.evals;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import java.util.ArrayList;
import java.util.List;

/** Reads checks as callers write them: promptfoo's words, strictly. */
public final class Checks {
  /** How many checks one call may bring. */
  public static final int MAX_CHECKS = 1_000;

  private static final String EXAMPLE = "\"checks\": [{\"type\": \"cost\", \"threshold\": 0.05}]";

  private Checks() {}

  /** The types there are. */
  public static List<String> types() {
    return CheckReader.TYPES;
  }

  /**
   * Reads an array of check objects {@code {type, value, threshold, on, metric, weight}}. An
   * unknown type or key, a value of the wrong shape and a regular expression that is none are
   * {@link BadInput}.
   *
   * @param path where the array stands, for messages, for example {@code checks}
   */
  public static List<Check> parse(JsonValue value, String path) {
    if (!(value instanceof JsonArray array)) {
      throw BadInput.of(path, "must be an array of checks").got(value.shape()).example(EXAMPLE);
    }
    List<JsonValue> elements = array.elements();
    if (elements.isEmpty() || elements.size() > MAX_CHECKS) {
      throw BadInput.of(path, "must hold 1 to " + MAX_CHECKS + " checks")
          .got(value.shape())
          .example(EXAMPLE);
    }
    List<Check> checks = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      String place = path + "[" + i + "]";
      if (!(elements.get(i) instanceof JsonObject check)) {
        throw BadInput.of(place, "must be a check object")
            .got(elements.get(i).shape())
            .example(EXAMPLE);
      }
      checks.add(new CheckReader(check, place).read());
    }
    return List.copyOf(checks);
  }
}
