package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts lists into pages. A cursor says of which list and from where; to clients it is opaque. */
final class Page {
  private Page() {}

  /**
   * A page of a list.
   *
   * @param name of the list, which its entries stand under
   * @param size how many entries a page has
   * @param params of the request, with the cursor of the page before, or without one
   */
  static JsonObject of(String name, List<JsonObject> entries, int size, JsonObject params) {
    int from = from(name, params.get("cursor"));
    if (from < 0 || from % size != 0 || (from > 0 && from >= entries.size())) {
      throw ProtocolError.invalidParams("\"cursor\" is none of this list's");
    }
    int to = Math.min(entries.size(), from + size);
    return JsonObject.builder()
        .put(name, JsonArray.of(entries.subList(from, to), entry -> entry))
        .put("nextCursor", to < entries.size() ? cursor(name, to) : null)
        .build();
  }

  private static String cursor(String name, int from) {
    byte[] place = (name + ":" + from).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(place);
  }

  /** Where a page begins; negative when the cursor is not ours. */
  private static int from(String name, @Nullable JsonValue cursor) {
    if (cursor == null || cursor == JsonNull.NULL) {
      return 0;
    } else if (!(cursor instanceof JsonString text)) {
      return -1;
    } else {
      try {
        byte[] place = Base64.getUrlDecoder().decode(text.value());
        String[] parts = new String(place, StandardCharsets.UTF_8).split(":", 2);
        return parts.length == 2 && parts[0].equals(name) ? Integer.parseInt(parts[1]) : -1;
      } catch (IllegalArgumentException e) {
        return -1;
      }
    }
  }
}
