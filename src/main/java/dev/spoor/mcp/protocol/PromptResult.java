package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import java.util.List;

/**
 * A prompt with its arguments filled in.
 *
 * @param description what this one is for
 * @param messages in order
 */
public record PromptResult(String description, List<Message> messages) implements PromptOutcome {
  public PromptResult {
    messages = List.copyOf(messages);
  }

  /** Who speaks. */
  public enum Role {
    /** The person. */
    USER("user"),
    /** The model. */
    ASSISTANT("assistant");

    private final String word;

    Role(String word) {
      this.word = word;
    }
  }

  /** One block of what one side says. */
  public record Message(Role role, Content content) {
    private JsonObject json() {
      return JsonObject.builder().put("role", role.word).put("content", content.json()).build();
    }
  }

  /** The person says one thing. */
  public static PromptResult user(String description, String text) {
    return new PromptResult(description, List.of(new Message(Role.USER, new Content.Text(text))));
  }

  /** The result as the protocol spells it. */
  JsonObject json() {
    return JsonObject.builder()
        .put("description", description)
        .put("messages", JsonArray.of(messages, Message::json))
        .build();
  }
}
