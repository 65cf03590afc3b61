package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonObject;

/**
 * Something to read at a fixed address.
 *
 * @param uri where it is
 * @param name for programs
 * @param title for people
 * @param description what is in it
 * @param mimeType of what is read
 * @param reader reads it
 */
public record Resource(
    String uri,
    String name,
    String title,
    String description,
    String mimeType,
    ResourceReader reader) {
  /** The same resource, read in another way. */
  public Resource with(ResourceReader other) {
    return new Resource(uri, name, title, description, mimeType, other);
  }

  /** The entry of {@code resources/list}. */
  JsonObject json() {
    return JsonObject.builder()
        .put("uri", uri)
        .put("name", name)
        .put("title", title)
        .put("description", description)
        .put("mimeType", mimeType)
        .build();
  }
}
