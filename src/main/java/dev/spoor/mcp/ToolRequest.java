package dev.spoor.mcp;

import dev.spoor.json.JsonObject;

/**
 * One call of a tool.
 *
 * @param arguments what the agent sent; empty when it sent none
 * @param meta the request's {@code _meta}; empty when there was none
 */
record ToolRequest(JsonObject arguments, JsonObject meta) {}
