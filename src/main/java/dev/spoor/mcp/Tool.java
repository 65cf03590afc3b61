package dev.spoor.mcp;

import dev.spoor.json.JsonObject;

/**
 * A tool as every era serves it.
 *
 * @param name what the agent calls it by
 * @param title what people read
 * @param description when to call it, and an example
 * @param inputSchema what it takes, a JSON Schema whose root is an object
 * @param hints what a call does to the world
 * @param keepsOrder whether calls run one after another in the order they came, so that what was
 *     written first is stored first
 * @param handler what a call does
 */
record Tool(
    String name,
    String title,
    String description,
    JsonObject inputSchema,
    Hints hints,
    boolean keepsOrder,
    Handler handler) {

  /**
   * What a call does to the world (2025-11-25, {@code ToolAnnotations}).
   *
   * @param readOnly it changes nothing
   * @param idempotent the same call again changes nothing more
   * @param openWorld it may reach beyond this store, for example to a model that judges
   */
  record Hints(boolean readOnly, boolean idempotent, boolean openWorld) {
    /** As the protocol spells them. No tool of ours destroys anything. */
    JsonObject json() {
      return JsonObject.builder()
          .put("readOnlyHint", readOnly)
          .put("destructiveHint", false)
          .put("idempotentHint", idempotent)
          .put("openWorldHint", openWorld)
          .build();
    }
  }

  /** What a call does; a {@link dev.spoor.model.BadInput} is the caller's mistake. */
  @FunctionalInterface
  interface Handler {
    /** Does it. */
    ToolResult call(ToolRequest request);
  }

  /** The entry of {@code tools/list}. */
  JsonObject json() {
    return JsonObject.builder()
        .put("name", name)
        .put("title", title)
        .put("description", description)
        .put("inputSchema", inputSchema)
        .put("annotations", hints.json())
        .build();
  }
}
