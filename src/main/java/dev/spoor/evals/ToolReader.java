package dev.spoor.evals;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import java.math.BigDecimal;
import java.util.List;

/** Reads the value of {@code trajectory:tool-used}: a name, a list of names, or a count of one. */
final class ToolReader {
  private static final String EXAMPLE =
      "\"value\": {\"pattern\": \"Bash\", \"min\": 1, \"max\": 12}";
  private static final List<String> KEYS = List.of("name", "pattern", "min", "max");
  private static final Bounds ONCE_OR_MORE = new Bounds(BigDecimal.ONE, null);

  private final JsonValue value;
  private final String path;
  private final boolean forbidden;

  ToolReader(JsonValue value, String path, boolean forbidden) {
    this.value = value;
    this.path = path;
    this.forbidden = forbidden;
  }

  ToolUsedRule read() {
    if (value instanceof JsonString) {
      return new ToolUsedRule(List.of(glob(value)), ONCE_OR_MORE, forbidden);
    } else if (value instanceof JsonArray list && !list.elements().isEmpty()) {
      return new ToolUsedRule(
          list.elements().stream().map(this::glob).toList(), ONCE_OR_MORE, forbidden);
    } else if (value instanceof JsonObject object) {
      return counted(new Members(object, path, KEYS, EXAMPLE));
    }
    throw mistake(value);
  }

  private ToolUsedRule counted(Members members) {
    String name = members.name("name");
    String pattern = members.name("pattern");
    if ((name == null) == (pattern == null)) {
      throw members.mistake("pattern", "or name is required, and not both");
    }
    Glob tool = new Glob(name == null ? String.valueOf(pattern) : name);
    return new ToolUsedRule(List.of(tool), times(members), forbidden);
  }

  private Bounds times(Members members) {
    BigDecimal min = members.number("min");
    BigDecimal max = members.number("max");
    if (min == null && max == null) {
      return ONCE_OR_MORE;
    } else if (forbidden) {
      throw members.mistake(
          min == null ? "max" : "min", "cannot be used with not-, which means not at all");
    } else if (max != null && max.signum() == 0) {
      throw BadInput.of(members.path("max"), "must be at least 1; for no call at all use not-")
          .example("{\"type\": \"not-trajectory:tool-used\", \"value\": \"Bash\"}");
    } else if (max == null && min != null && min.signum() == 0) {
      throw members.mistake("min", "must be at least 1 without max, or any run would do");
    } else if (min != null && max != null && min.compareTo(max) > 0) {
      throw members.mistake("min", "must not be above max");
    }
    return new Bounds(min, max);
  }

  private Glob glob(JsonValue name) {
    if (name instanceof JsonString string && Members.isName(string.value())) {
      return new Glob(string.value());
    }
    throw mistake(name);
  }

  private BadInput mistake(JsonValue wrong) {
    return BadInput.of(path, "must be a tool's name, a list of names, or {pattern, min, max}")
        .got(wrong.shape())
        .example(EXAMPLE);
  }
}
