package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/**
 * A prompt that a person may pick.
 *
 * @param name what it is picked by
 * @param title for people
 * @param description what it is for
 * @param arguments what it takes, all of them strings
 * @param handler makes its messages
 */
public record Prompt(
    String name, String title, String description, List<Argument> arguments, Handler handler) {
  public Prompt {
    arguments = List.copyOf(arguments);
  }

  /**
   * An argument.
   *
   * @param name of the argument
   * @param description what to put there
   * @param required whether the prompt cannot be made without it
   * @param completer proposes values; {@link Completer#NONE} for none
   */
  public record Argument(String name, String description, boolean required, Completer completer) {
    private JsonObject json() {
      return JsonObject.builder()
          .put("name", name)
          .put("description", description)
          .put("required", required)
          .build();
    }
  }

  /** Makes the messages of a prompt. */
  @FunctionalInterface
  public interface Handler {
    /** Makes them; the arguments that are required are there, and all are strings. */
    PromptOutcome get(Call call);
  }

  /**
   * The same prompt, filled in in another way.
   *
   * @param otherCompleters makes what proposes values of an argument that has proposals now
   */
  public Prompt with(Handler other, Function<String, Completer> otherCompleters) {
    List<Argument> proposing =
        arguments.stream()
            .map(
                known ->
                    known.completer() == Completer.NONE
                        ? known
                        : new Argument(
                            known.name(),
                            known.description(),
                            known.required(),
                            otherCompleters.apply(known.name())))
            .toList();
    return new Prompt(name, title, description, proposing, other);
  }

  /** Whether it can be filled in without looking anything up. */
  public boolean isPlain() {
    return arguments.stream().allMatch(known -> known.completer() == Completer.NONE);
  }

  /** The entry of {@code prompts/list}. */
  JsonObject json() {
    return JsonObject.builder()
        .put("name", name)
        .put("title", title)
        .put("description", description)
        .put("arguments", arguments.isEmpty() ? null : JsonArray.of(arguments, Argument::json))
        .build();
  }
}
