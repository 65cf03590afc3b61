package dev.spoor.price;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.model.JsonText;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The class of service that a call was billed for: providers sell the same model dearer when it
 * answers faster, and cheaper when it may wait.
 */
public final class ServiceTier {
  /** Where senders tell it, the answer's word before the request's. */
  private static final List<String> ATTRIBUTES =
      List.of(
          "openai.response.service_tier",
          "gen_ai.openai.response.service_tier",
          "service_tier",
          "speed",
          "openai.request.service_tier",
          "gen_ai.openai.request.service_tier");

  private static final Set<String> STANDARD =
      Set.of("", "standard", "default", "auto", "normal", "on_demand", "standard_only");

  private ServiceTier() {}

  /** The word that the attributes tell, in lower case; null for the standard class. */
  public static @Nullable String in(@Nullable JsonText attributes) {
    if (attributes == null || !mayTell(attributes.text())) {
      return null;
    }
    JsonObject all =
        Json.trusted(attributes) instanceof JsonObject object ? object : JsonObject.EMPTY;
    // A provider's own usage object tells it too.
    String tier = in(all);
    return tier == null ? in(all.object("usage")) : tier;
  }

  private static @Nullable String in(JsonObject attributes) {
    for (String name : ATTRIBUTES) {
      String word = attributes.text(name);
      String tier = word == null ? "" : word.strip().toLowerCase(Locale.ROOT);
      if (!STANDARD.contains(tier)) {
        return tier;
      }
    }
    return null;
  }

  /** Most calls tell none, and reading all their attributes would be dear. */
  private static boolean mayTell(String attributes) {
    return attributes.contains("service_tier\"") || attributes.contains("\"speed\"");
  }
}
