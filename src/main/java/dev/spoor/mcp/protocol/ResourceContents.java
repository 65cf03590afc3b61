package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import java.util.List;

/**
 * What was read.
 *
 * @param contents the resource, or the parts of it; at least one
 * @param caching how long it holds
 */
public record ResourceContents(List<ResourceContent> contents, Caching caching)
    implements ResourceOutcome {
  public ResourceContents {
    contents = List.copyOf(contents);
    if (contents.isEmpty()) {
      throw new IllegalArgumentException("a resource that is there has contents");
    }
  }

  /** One part, which may be other the next time. */
  public static ResourceContents of(ResourceContent content) {
    return new ResourceContents(List.of(content), Caching.NONE);
  }

  /** The result as the protocol spells it, without caching. */
  JsonObject json() {
    return JsonObject.builder()
        .put("contents", JsonArray.of(contents, ResourceContent::json))
        .build();
  }
}
