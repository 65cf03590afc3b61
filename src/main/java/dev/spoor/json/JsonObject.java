package dev.spoor.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object.
 *
 * @param members in the order written; of a repeated key the last value, at the place of the first
 */
public record JsonObject(Map<String, JsonValue> members) implements JsonValue {
  /** Without members. */
  public static final JsonObject EMPTY = new JsonObject(Map.of());

  public JsonObject {
    members =
        Collections.unmodifiableMap(
            members instanceof Owned owned ? owned : new LinkedHashMap<>(members));
  }

  /** Members that nobody changes any more, so that they need no copy. */
  private static final class Owned extends LinkedHashMap<String, JsonValue> {
    private static final long serialVersionUID = 1;

    Owned() {}

    Owned(Map<String, JsonValue> members) {
      super(members);
    }
  }

  /** An empty builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** The member's value; null when there is no such member. A JSON null is {@link JsonNull}. */
  public @Nullable JsonValue get(String key) {
    return members.get(key);
  }

  /** The member's characters; null when it is missing or no string. */
  public @Nullable String text(String key) {
    return members.get(key) instanceof JsonString string ? string.value() : null;
  }

  /** The member as an object; empty when it is missing or no object. */
  public JsonObject object(String key) {
    return members.get(key) instanceof JsonObject object ? object : EMPTY;
  }

  /** The member as an array; empty when it is missing or no array. */
  public JsonArray array(String key) {
    return members.get(key) instanceof JsonArray array ? array : JsonArray.EMPTY;
  }

  @Override
  public String shape() {
    return "an object with " + members.size() + (members.size() == 1 ? " member" : " members");
  }

  /** Collects members in order; not thread-safe. */
  public static final class Builder {
    private Owned members = new Owned();
    private boolean given;

    private Builder() {}

    /** Adds a member; null adds none. */
    public Builder put(String key, @Nullable JsonValue value) {
      if (value != null) {
        if (given) {
          members = new Owned(members);
          given = false;
        }
        members.put(key, value);
      }
      return this;
    }

    /** Adds a string; null adds none. */
    public Builder put(String key, @Nullable String value) {
      return put(key, value == null ? null : new JsonString(value));
    }

    /** Adds a whole number. */
    public Builder put(String key, long value) {
      return put(key, JsonNumber.of(value));
    }

    /** Adds true or false. */
    public Builder put(String key, boolean value) {
      return put(key, JsonBoolean.of(value));
    }

    /** Adds a value, or null written as such. */
    public Builder putOrNull(String key, @Nullable JsonValue value) {
      return put(key, value == null ? JsonNull.NULL : value);
    }

    /** The object. */
    public JsonObject build() {
      given = true;
      return new JsonObject(members);
    }
  }
}
