package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonObject;

/** A resource, or a part of one. */
public sealed interface ResourceContent {
  /** The part as the protocol spells it. */
  JsonObject json();

  /**
   * Words.
   *
   * @param uri its address
   * @param mimeType for example {@code text/plain}
   * @param text what it says
   */
  record Text(String uri, String mimeType, String text) implements ResourceContent {
    @Override
    public JsonObject json() {
      return JsonObject.builder()
          .put("uri", uri)
          .put("mimeType", mimeType)
          .put("text", text)
          .build();
    }
  }

  /**
   * Bytes.
   *
   * @param uri its address
   * @param mimeType for example {@code image/png}
   * @param base64 the bytes
   */
  record Blob(String uri, String mimeType, String base64) implements ResourceContent {
    @Override
    public JsonObject json() {
      return JsonObject.builder()
          .put("uri", uri)
          .put("mimeType", mimeType)
          .put("blob", base64)
          .build();
    }
  }
}
