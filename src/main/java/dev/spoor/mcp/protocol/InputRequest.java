package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonObject;

/**
 * What a handler needs from the client before it can go on.
 *
 * @param method {@code elicitation/create}, {@code sampling/createMessage} or {@code roots/list}
 * @param params of that method
 */
public record InputRequest(String method, JsonObject params) {
  static final String ELICIT = "elicitation/create";
  static final String SAMPLE = "sampling/createMessage";
  static final String ROOTS = "roots/list";

  public InputRequest {
    if (!method.equals(ELICIT) && !method.equals(SAMPLE) && !method.equals(ROOTS)) {
      throw new IllegalArgumentException("no client answers " + method);
    }
  }

  /**
   * Asks the person through a form.
   *
   * @param requestedSchema the form, a flat object schema
   */
  public static InputRequest form(String message, JsonObject requestedSchema) {
    return new InputRequest(
        ELICIT,
        JsonObject.builder()
            .put("mode", "form")
            .put("message", message)
            .put("requestedSchema", requestedSchema)
            .build());
  }

  /** Asks the client's model; the parameters are those of {@code sampling/createMessage}. */
  public static InputRequest sampling(JsonObject params) {
    return new InputRequest(SAMPLE, params);
  }

  /** Asks which folders the client works in. */
  public static InputRequest roots() {
    return new InputRequest(ROOTS, JsonObject.EMPTY);
  }

  /** The capability a client must have declared to be asked this. */
  JsonObject capability() {
    return switch (method) {
      case ELICIT -> inner("elicitation", "url".equals(params.text("mode")) ? "url" : "form");
      case SAMPLE ->
          params.get("tools") == null
              ? JsonObject.builder().put("sampling", JsonObject.EMPTY).build()
              : inner("sampling", "tools");
      default -> JsonObject.builder().put("roots", JsonObject.EMPTY).build();
    };
  }

  /** As an entry of {@code inputRequests}. */
  JsonObject json() {
    return JsonObject.builder().put("method", method).put("params", params).build();
  }

  private static JsonObject inner(String outer, String inner) {
    JsonObject modes = JsonObject.builder().put(inner, JsonObject.EMPTY).build();
    return JsonObject.builder().put(outer, modes).build();
  }
}
