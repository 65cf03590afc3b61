package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonObject;

/** A block of what a tool or a prompt says ({@code ContentBlock}). */
public sealed interface Content {
  /** The block as the protocol spells it. */
  JsonObject json();

  /** Words. */
  record Text(String text) implements Content {
    @Override
    public JsonObject json() {
      return block("text").put("text", text).build();
    }
  }

  /**
   * A picture.
   *
   * @param base64 its bytes
   * @param mimeType for example {@code image/png}
   */
  record Image(String base64, String mimeType) implements Content {
    @Override
    public JsonObject json() {
      return block("image").put("data", base64).put("mimeType", mimeType).build();
    }
  }

  /**
   * A sound.
   *
   * @param base64 its bytes
   * @param mimeType for example {@code audio/wav}
   */
  record Audio(String base64, String mimeType) implements Content {
    @Override
    public JsonObject json() {
      return block("audio").put("data", base64).put("mimeType", mimeType).build();
    }
  }

  /** A resource with what is in it. */
  record Embedded(ResourceContent resource) implements Content {
    @Override
    public JsonObject json() {
      return block("resource").put("resource", resource.json()).build();
    }
  }

  /**
   * The address of a resource.
   *
   * @param uri where {@code resources/read} finds it
   * @param name what it is called
   */
  record Link(String uri, String name) implements Content {
    @Override
    public JsonObject json() {
      return block("resource_link").put("uri", uri).put("name", name).build();
    }
  }

  private static JsonObject.Builder block(String type) {
    return JsonObject.builder().put("type", type);
  }
}
