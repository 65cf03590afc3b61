package dev.spoor.e2e;

import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** What a client that is driven from here got so far, in the shape that the scripts print. */
final class Answers {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)\\}");

  private final JsonObject.Builder contents = JsonObject.builder();
  private final JsonObject.Builder prompts = JsonObject.builder();
  private final List<JsonObject> results = new ArrayList<>();
  private List<String> tools = List.of();

  void tools(List<String> names) {
    tools = names;
  }

  void result(String tool, boolean failed, JsonValue structured, String text) {
    results.add(
        JsonObject.builder()
            .put("tool", tool)
            .put("failed", failed)
            .put("structured", structured)
            .put("text", text)
            .build());
  }

  void content(String uri, String text) {
    contents.put(uri, text);
  }

  void prompt(String name, String text) {
    prompts.put(name, text);
  }

  /** The arguments of a call, where "$field" is that field of the first result that has it. */
  JsonObject filled(JsonObject arguments) {
    JsonObject.Builder filled = JsonObject.builder();
    arguments
        .members()
        .forEach(
            (name, value) ->
                filled.put(
                    name,
                    value instanceof JsonString text && text.value().startsWith("$")
                        ? Json.of(first(text.value().substring(1)))
                        : value));
    return filled.build();
  }

  /** A template with its variables filled in the same way. */
  String filled(String template) {
    return VARIABLE.matcher(template).replaceAll(variable -> first(variable.group(1)));
  }

  private String first(String field) {
    return results.stream()
        .map(result -> result.object("structured").text(field))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("none");
  }

  JsonObject got() {
    return JsonObject.builder()
        .put("tools", JsonArray.ofTexts(tools))
        .put("results", JsonArray.of(results, result -> result))
        .put("contents", contents.build())
        .put("prompts", prompts.build())
        .build();
  }
}
