package dev.spoor.codec.claude;

import dev.spoor.codec.session.Rest;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Wtf8;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a tool answered.
 *
 * @param at when
 * @param block the {@code tool_result} block, which is what the model sees
 * @param more what Claude Code knows beside it, its {@code toolUseResult}; null without
 */
record ToolResult(Instant at, JsonObject block, @Nullable JsonValue more) {
  private static final int LONGEST_ERROR = 2_000;
  private static final int SHORTEST_REPEAT = 20;
  private static final Pattern AGENT_ID = Pattern.compile("agentId: ([0-9A-Za-z_-]{1,200})");

  /** The files' contents before and after: the output or the patch tells them. */
  private static final Set<String> FILE_CONTENTS =
      Set.of("originalFile", "file.content", "file.base64");

  /** Only that there was an answer. */
  ToolResult withoutWords() {
    return new ToolResult(at, JsonObject.EMPTY, null);
  }

  /** What the model sees; null when there is nothing. */
  @Nullable JsonValue content() {
    return block.get("content");
  }

  boolean failed() {
    return block.get("is_error") != null && "true".equals(block.get("is_error").write());
  }

  /** The sub-agent that it names in so many words; null when it names none. */
  @Nullable String toldAgentId() {
    return more instanceof JsonObject object ? object.text("agentId") : null;
  }

  /** The sub-agent that it names, perhaps only in its text; null when it names none. */
  @Nullable String agentId() {
    String told = toldAgentId();
    if (told != null) {
      return told;
    }
    for (String text : texts(content())) {
      Matcher matcher = AGENT_ID.matcher(text);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    return null;
  }

  /** The beginning of what it said, as one text. */
  @Nullable String errorText() {
    String text = String.join("\n", texts(content()));
    if (text.length() <= LONGEST_ERROR) {
      return text.isEmpty() ? null : text;
    }
    boolean halves = Wtf8.startsPair(text, LONGEST_ERROR - 1);
    return text.substring(0, halves ? LONGEST_ERROR - 1 : LONGEST_ERROR);
  }

  /**
   * What Claude Code knows beside the content, without texts that stand in input or output.
   *
   * @param input what the tool was called with
   */
  @Nullable JsonValue rest(@Nullable JsonValue input) {
    List<String> told = new ArrayList<>(texts(input));
    told.addAll(texts(content()));
    return more == null ? null : untold(more, "", told);
  }

  private @Nullable JsonValue untold(JsonValue value, String path, List<String> told) {
    if (value instanceof JsonObject object) {
      JsonObject.Builder rest = JsonObject.builder();
      object
          .members()
          .forEach(
              (name, member) -> {
                String memberPath = path.isEmpty() ? name : path + "." + name;
                if (!FILE_CONTENTS.contains(memberPath)) {
                  rest.put(name, untold(member, memberPath, told));
                }
              });
      return Rest.orNull(rest.build());
    }
    if (value instanceof JsonString string) {
      return isTold(string.value(), told) ? null : value;
    }
    List<String> texts = value instanceof JsonArray ? texts(value) : List.of();
    boolean repeats = !texts.isEmpty() && texts.stream().allMatch(text -> isTold(text, told));
    return repeats ? null : value;
  }

  private static boolean isTold(String text, List<String> told) {
    return text.isEmpty()
        || told.stream()
            .anyMatch(
                one ->
                    one.equals(text) || (text.length() >= SHORTEST_REPEAT && one.contains(text)));
  }

  /** Every text in a value, however deep. */
  private static List<String> texts(@Nullable JsonValue value) {
    if (value instanceof JsonString string) {
      return List.of(string.value());
    }
    List<String> texts = new ArrayList<>();
    if (value instanceof JsonArray array) {
      array.elements().forEach(element -> texts.addAll(texts(element)));
    } else if (value instanceof JsonObject object) {
      object.members().values().forEach(member -> texts.addAll(texts(member)));
    }
    return texts;
  }
}
