package dev.spoor.json;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Builds only the members that are asked for, and ends with the last of them. */
final class JsonPick {
  private final Set<String> missing;

  JsonPick(Set<String> paths) {
    missing = new HashSet<>(paths);
  }

  /** The wanted members of the object that the parser has just entered. */
  JsonObject object(JsonParser parser, String parent) throws JsonReadException {
    JsonObject.Builder picked = JsonObject.builder();
    while (!missing.isEmpty() && parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      String path = parent + name;
      JsonToken token = parser.nextToken();
      if (missing.remove(path)) {
        picked.put(name, Json.value(parser));
      } else if (token == JsonToken.START_OBJECT && isWantedInside(path + ".")) {
        picked.put(name, object(parser, path + "."));
      } else {
        parser.skipChildren();
      }
    }
    return picked.build();
  }

  private boolean isWantedInside(String parent) {
    return missing.stream().anyMatch(path -> path.startsWith(parent));
  }
}
