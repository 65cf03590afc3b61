package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A handler cannot go on without the client. It is called again from the start, and then finds the
 * answers in {@link Call#inputResponses} and what it gave along in {@link Call#requestState}. Where
 * the client can be asked at once (the older era), that happens before the request is answered.
 *
 * @param requests by a key of the handler's; may be empty when there is a state
 * @param requestState comes back as it is, through hands that may change it: sign what matters.
 *     Null when there is none
 */
public record InputRequired(Map<String, InputRequest> requests, @Nullable String requestState)
    implements ToolOutcome, PromptOutcome, ResourceOutcome {
  public InputRequired {
    requests = Collections.unmodifiableMap(new LinkedHashMap<>(requests));
    if (requests.isEmpty() && requestState == null) {
      throw new IllegalArgumentException("asks for nothing");
    }
  }

  /** One question, with no state. */
  public static InputRequired of(String key, InputRequest request) {
    return new InputRequired(Map.of(key, request), null);
  }

  /** All that a client must have declared to be asked this. */
  JsonObject capabilities() {
    JsonObject.Builder all = JsonObject.builder();
    for (InputRequest request : requests.values()) {
      JsonObject needed = request.capability();
      needed.members().forEach(all::put);
    }
    return all.build();
  }

  /** The result as the newer era spells it. */
  JsonObject json() {
    JsonObject.Builder json = JsonObject.builder().put("resultType", "input_required");
    if (!requests.isEmpty()) {
      JsonObject.Builder asked = JsonObject.builder();
      requests.forEach((key, request) -> asked.put(key, request.json()));
      json.put("inputRequests", asked.build());
    }
    return json.put("requestState", requestState).build();
  }
}
