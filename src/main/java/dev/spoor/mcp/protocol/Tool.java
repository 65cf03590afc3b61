package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonObject;

/**
 * A tool as every era serves it.
 *
 * @param name what the agent calls it by
 * @param description when to call it, and an example
 * @param inputSchema what it takes, a JSON Schema whose root is an object; announced as it is
 * @param hints what a call does to the world
 * @param keepsOrder whether calls run one after another in the order they came, so that what was
 *     written first is stored first
 * @param handler what a call does
 */
public record Tool(
    String name,
    String description,
    JsonObject inputSchema,
    Hints hints,
    boolean keepsOrder,
    Handler handler) {

  /**
   * What a call does to the world (2025-11-25, {@code ToolAnnotations}).
   *
   * @param readOnly it changes nothing
   * @param idempotent the same call again changes nothing more; says nothing of one that only reads
   * @param openWorld it may reach beyond this server, for example to a model that judges
   */
  public record Hints(boolean readOnly, boolean idempotent, boolean openWorld) {
    /** As the protocol spells them, those left out that say what is assumed anyway. */
    JsonObject json() {
      JsonObject.Builder hints = JsonObject.builder();
      if (readOnly) {
        hints.put("readOnlyHint", true);
      } else {
        hints.put("destructiveHint", false);
      }
      if (idempotent && !readOnly) {
        hints.put("idempotentHint", true);
      }
      if (!openWorld) {
        hints.put("openWorldHint", false);
      }
      return hints.build();
    }
  }

  /** What a call does. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Does it. An interrupt says that nobody waits for the result any more.
     *
     * @throws ProtocolError when the call breaks the protocol; whatever else is thrown is a fault
     *     of ours, which is reported, and of which the caller is told no more than that
     */
    ToolOutcome call(Call call);
  }

  /** A tool that only looks. */
  public static Tool reading(
      String name, String description, JsonObject inputSchema, Handler handler) {
    return new Tool(name, description, inputSchema, new Hints(true, true, false), false, handler);
  }

  /** A tool that stores something. */
  public static Tool writing(
      String name, String description, JsonObject inputSchema, Handler handler) {
    return new Tool(name, description, inputSchema, new Hints(false, false, false), true, handler);
  }

  /** The same tool, whose repeated calls change nothing more. */
  public Tool idempotent() {
    Hints same = new Hints(hints.readOnly(), true, hints.openWorld());
    return new Tool(name, description, inputSchema, same, keepsOrder, handler);
  }

  /** The same tool, which may take long, and calls of which wait for none of its kind. */
  public Tool beside() {
    return new Tool(name, description, inputSchema, hints, false, handler);
  }

  /** The same tool with another way to do it. */
  public Tool with(Handler other) {
    return new Tool(name, description, inputSchema, hints, keepsOrder, other);
  }

  /** The entry of {@code tools/list}. */
  public JsonObject json() {
    return JsonObject.builder()
        .put("name", name)
        .put("description", description)
        .put("inputSchema", inputSchema)
        .put("annotations", hints.json())
        .build();
  }
}
