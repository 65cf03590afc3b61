package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.mcp.protocol.Message.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the handler that a request names, checks what every handler relies on, and runs it. */
final class Invocations {
  private static final int MOST_VALUES = 100;

  private final Supplier<Features> offered;
  private final Faults faults;

  /**
   * Handlers of these offered.get().
   *
   * @param offered asked at the first request that names a handler
   */
  Invocations(Supplier<Features> offered, Faults faults) {
    this.offered = offered;
    this.faults = faults;
  }

  boolean keepsOrder(Request request) {
    Tool tool = request.method().equals("tools/call") ? tool(request.params().text("name")) : null;
    return tool != null && tool.keepsOrder();
  }

  /** The tool of that name; null when there is none. */
  @Nullable Tool tool(@Nullable String name) {
    return offered.get().tool(name);
  }

  /** Calls a tool; a fault in it is a result that says so. */
  ToolOutcome call(Call call) {
    Tool tool = callable(call.params());
    try {
      return tool.handler().call(call);
    } catch (ProtocolError refusal) {
      throw refusal;
    } catch (RuntimeException | Error fault) {
      String told = faults.report(tool.name(), fault);
      JsonObject error = JsonObject.builder().put("message", told).build();
      return ToolResult.failure(JsonObject.builder().put("error", error).build(), told);
    }
  }

  /** The tool of a call, whose arguments are an object or not there. */
  Tool callable(JsonObject params) {
    String name = params.text("name");
    Tool tool = tool(name);
    if (tool == null) {
      throw unknown("tool", name, offered.get().tools().stream().map(Tool::name).toList());
    }
    requireObject(params, "arguments");
    return tool;
  }

  /** Fills in a prompt. */
  PromptOutcome prompt(Call call) {
    String name = call.params().text("name");
    Prompt prompt = offered.get().prompt(name);
    if (prompt == null) {
      throw unknown("prompt", name, offered.get().prompts().stream().map(Prompt::name).toList());
    }
    requireObject(call.params(), "arguments");
    call.arguments()
        .members()
        .forEach(
            (argument, value) -> {
              if (!(value instanceof JsonString)) {
                throw ProtocolError.invalidParams(
                    "\"" + argument + "\" must be a string, not " + value.shape());
              }
            });
    for (Prompt.Argument argument : prompt.arguments()) {
      if (argument.required() && call.arguments().get(argument.name()) == null) {
        throw ProtocolError.invalidParams("\"" + argument.name() + "\" is required");
      }
    }
    return prompt.handler().get(call);
  }

  /** Reads a resource. */
  ResourceOutcome read(Call call) {
    String uri = call.params().text("uri");
    if (uri == null) {
      throw ProtocolError.invalidParams("\"uri\" must be a string");
    }
    for (Resource resource : offered.get().resources()) {
      if (resource.uri().equals(uri)) {
        return resource.reader().read(call, uri, Map.of());
      }
    }
    for (ResourceTemplate template : offered.get().templates()) {
      Optional<Map<String, String>> variables = template.match(uri);
      if (variables.isPresent()) {
        return template.reader().read(call, uri, variables.get());
      }
    }
    return ResourceMissing.MISSING;
  }

  /** Proposes values of an argument ({@code CompleteResult}). */
  JsonObject complete(JsonObject params) {
    JsonObject argument = params.object("argument");
    String name = argument.text("name");
    String typed = argument.text("value");
    if (name == null || typed == null) {
      throw ProtocolError.invalidParams("\"argument\" must have a \"name\" and a \"value\"");
    }
    Map<String, String> others = new LinkedHashMap<>();
    params
        .object("context")
        .object("arguments")
        .members()
        .forEach(
            (key, value) -> {
              if (value instanceof JsonString text) {
                others.put(key, text.value());
              }
            });
    List<String> values = completer(params.object("ref"), name).complete(typed, others);
    List<String> sent = values.subList(0, Math.min(MOST_VALUES, values.size()));
    JsonObject completion =
        JsonObject.builder()
            .put("values", JsonArray.ofTexts(sent))
            .put("total", values.size())
            .put("hasMore", values.size() > sent.size())
            .build();
    return JsonObject.builder().put("completion", completion).build();
  }

  private Completer completer(JsonObject ref, String argument) {
    if ("ref/prompt".equals(ref.text("type"))) {
      Prompt prompt = offered.get().prompt(ref.text("name"));
      if (prompt != null) {
        return prompt.arguments().stream()
            .filter(known -> known.name().equals(argument))
            .map(Prompt.Argument::completer)
            .findFirst()
            .orElse(Completer.NONE);
      }
    } else if ("ref/resource".equals(ref.text("type"))) {
      for (ResourceTemplate template : offered.get().templates()) {
        if (template.uriTemplate().equals(ref.text("uri"))) {
          return template.completers().getOrDefault(argument, Completer.NONE);
        }
      }
    }
    throw ProtocolError.invalidParams("\"ref\" names no prompt and no resource template");
  }

  private static void requireObject(JsonObject params, String key) {
    JsonValue value = params.get(key);
    if (value != null && value != JsonNull.NULL && !(value instanceof JsonObject)) {
      throw ProtocolError.invalidParams("\"" + key + "\" must be an object, not " + value.shape());
    }
  }

  private static ProtocolError unknown(String kind, @Nullable String name, List<String> names) {
    return ProtocolError.invalidParams(
        (name == null ? "\"name\" must be a string" : "Unknown " + kind)
            + "; the "
            + kind
            + "s are "
            + String.join(", ", names));
  }
}
