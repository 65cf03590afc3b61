package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every client asks first: who the server is and which tools it has. It can be written down
 * when the program is built, so that a server answers before it has made its features.
 *
 * @param info how the server introduces itself
 * @param capabilities what it declares
 * @param tools the entries of the list of tools
 * @param caching how long lists hold
 * @param pageSize how many entries a page of a list has
 */
public record Introduction(
    ServerInfo info,
    JsonObject capabilities,
    List<JsonObject> tools,
    Caching caching,
    int pageSize) {
  private static final String LATEST_HANDSHAKE = "2025-11-25";
  private static final List<String> HANDSHAKES =
      List.of("2024-11-05", "2025-03-26", "2025-06-18", LATEST_HANDSHAKE);

  public Introduction {
    tools = List.copyOf(tools);
  }

  /** The introduction of these features. */
  public static Introduction of(Features features) {
    return new Introduction(
        features.info(),
        features.capabilities(),
        features.tools().stream().map(Tool::json).toList(),
        features.listCaching(),
        features.pageSize());
  }

  /** All but the version, to be written down. */
  public JsonObject written() {
    return JsonObject.builder()
        .put("name", info.name())
        .put("title", info.title())
        .put("instructions", info.instructions())
        .put("capabilities", capabilities)
        .put("ttlMs", caching.timeToLive().toMillis())
        .put("shared", caching.shared())
        .put("pageSize", pageSize)
        .put("tools", JsonArray.of(tools, tool -> tool))
        .build();
  }

  /**
   * Reads what was {@link #written}; anything else is a fault of ours.
   *
   * @param version of the program
   */
  public static Introduction read(JsonObject written, String version) {
    return new Introduction(
        new ServerInfo(
            text(written, "name"), text(written, "title"), version, text(written, "instructions")),
        written.object("capabilities"),
        written.array("tools").elements().stream().map(JsonObject.class::cast).toList(),
        new Caching(
            Duration.ofMillis(whole(written, "ttlMs")),
            JsonBoolean.of(true).equals(written.get("shared"))),
        Math.toIntExact(whole(written, "pageSize")));
  }

  private static String text(JsonObject written, String key) {
    if (!(written.get(key) instanceof JsonString text)) {
      throw new IllegalStateException("no " + key);
    }
    return text.value();
  }

  private static long whole(JsonObject written, String key) {
    if (!(written.get(key) instanceof JsonNumber number)) {
      throw new IllegalStateException("no " + key);
    }
    return number.whole().orElseThrow();
  }

  boolean offers(String capability) {
    return capabilities.get(capability) != null;
  }

  /** Whether any change of what is offered is told. */
  boolean announces() {
    return capabilities.members().keySet().stream()
        .anyMatch(offered -> capabilities.object(offered).get("listChanged") != null);
  }

  /** What the newer era says of itself ({@code DiscoverResult}). */
  JsonObject discovery() {
    return JsonObject.builder()
        .put("supportedVersions", JsonArray.ofTexts(List.of(ModernEra.VERSION)))
        .put("capabilities", capabilities)
        .put("instructions", info.instructions())
        .build();
  }

  /**
   * What the older era agrees to ({@code InitializeResult}).
   *
   * @param requested the version the client asks for; the latest is offered in place of one that
   *     has no handshake
   */
  JsonObject handshake(@Nullable JsonValue requested) {
    String asked = requested instanceof JsonString text ? text.value() : LATEST_HANDSHAKE;
    JsonObject.Builder declared = JsonObject.builder();
    capabilities.members().forEach(declared::put);
    // The SDK gates log messages by itself, and says so whatever is offered.
    declared.put("logging", JsonObject.EMPTY);
    return JsonObject.builder()
        .put("protocolVersion", HANDSHAKES.contains(asked) ? asked : LATEST_HANDSHAKE)
        .put("capabilities", declared.build())
        .put("serverInfo", info.whole())
        .put("instructions", info.instructions())
        .build();
  }

  /** The list of tools of the older era, which does not page ({@code ListToolsResult}). */
  JsonObject toolList() {
    return JsonObject.builder().put("tools", JsonArray.of(tools, tool -> tool)).build();
  }
}
