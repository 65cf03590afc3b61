package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonObject;

/**
 * How the server introduces itself.
 *
 * @param name for programs
 * @param title for people
 * @param version of the program
 * @param instructions how an agent is to use what is offered; shown to the model
 */
public record ServerInfo(String name, String title, String version, String instructions) {
  /** As the older era spells it, once in a session ({@code Implementation}). */
  JsonObject whole() {
    return JsonObject.builder()
        .put("name", name)
        .put("title", title)
        .put("version", version)
        .build();
  }

  /** As the newer era spells it, short since it stands in every result. */
  JsonObject brief() {
    return JsonObject.builder().put("name", name).put("version", version).build();
  }
}
