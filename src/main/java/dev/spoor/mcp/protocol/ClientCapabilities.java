package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import java.util.Map;

/**
 * What a client says it can do.
 *
 * @param json as the protocol spells it, for example {@code {"sampling": {}}}
 */
public record ClientCapabilities(JsonObject json) {
  private static final JsonObject NO_MODE = JsonObject.EMPTY;

  /**
   * Whether all of these were declared.
   *
   * @param wanted for example {@code {"elicitation": {"url": {}}}}
   */
  public boolean has(JsonObject wanted) {
    return covers(withImpliedForm(), wanted);
  }

  /**
   * Refuses the request unless all of these were declared.
   *
   * @throws ProtocolError that names them
   */
  public void require(JsonObject wanted) {
    if (!has(wanted)) {
      throw ProtocolError.missingCapability(wanted);
    }
  }

  /** {@code elicitation: {}} means forms (2026-07-28, client/elicitation). */
  private JsonObject withImpliedForm() {
    if (!NO_MODE.equals(json.get("elicitation"))) {
      return json;
    }
    JsonObject.Builder all = JsonObject.builder();
    json.members().forEach(all::put);
    return all.put("elicitation", JsonObject.builder().put("form", NO_MODE).build()).build();
  }

  private static boolean covers(JsonObject declared, JsonObject wanted) {
    for (Map.Entry<String, JsonValue> want : wanted.members().entrySet()) {
      if (!(declared.get(want.getKey()) instanceof JsonObject inner)
          || !covers(inner, wanted.object(want.getKey()))) {
        return false;
      }
    }
    return true;
  }
}
