package dev.spoor.mcp.protocol;

import dev.spoor.json.Json;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server elsewhere over HTTP in the revision 2026-07-28, in which every request stands by
 * itself: what this process was asked is handed on, and the answer comes back as if it were its
 * own.
 */
public final class ModernClient {
  private static final Pattern PLAIN =
      Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?");
  private static final JsonObject META =
      JsonObject.builder()
          .put("io.modelcontextprotocol/protocolVersion", ModernEra.VERSION)
          .put("io.modelcontextprotocol/clientCapabilities", JsonObject.EMPTY)
          .build();

  private final Sender sender;

  /** A client that has asked nothing yet. */
  public ModernClient(Sender sender) {
    this.sender = sender;
  }

  /** Carries a request. */
  @FunctionalInterface
  public interface Sender {
    /**
     * Posts it; whatever keeps it from being answered is thrown.
     *
     * @return the body of the answer, a message of JSON-RPC
     */
    String post(String path, Map<String, String> headers, byte[] body);
  }

  /** Calls a tool. */
  public ToolResult call(String tool, JsonObject arguments) {
    JsonObject result = result("tools/call", tool, named(tool, arguments));
    List<Content> content = new ArrayList<>();
    for (JsonValue block : result.array("content").elements()) {
      content.add(content(block));
    }
    return new ToolResult(
        content,
        result.get("structuredContent"),
        JsonBoolean.of(true).equals(result.get("isError")));
  }

  /** Reads a resource. */
  public ResourceOutcome read(String uri) {
    JsonObject result;
    try {
      result = result("resources/read", uri, JsonObject.builder().put("uri", uri));
    } catch (ProtocolError refusal) {
      if (refusal.code() == ProtocolError.INVALID_PARAMS) {
        return ResourceMissing.MISSING;
      }
      throw refusal;
    }
    List<ResourceContent> contents = new ArrayList<>();
    for (JsonValue each : result.array("contents").elements()) {
      JsonObject part = (JsonObject) each;
      contents.add(
          new ResourceContent.Text(
              String.valueOf(part.text("uri")),
              String.valueOf(part.text("mimeType")),
              String.valueOf(part.text("text"))));
    }
    return new ResourceContents(contents, Caching.NONE);
  }

  /** Fills in a prompt. */
  public PromptResult prompt(String name, JsonObject arguments) {
    JsonObject result = result("prompts/get", name, named(name, arguments));
    List<PromptResult.Message> messages = new ArrayList<>();
    for (JsonValue message : result.array("messages").elements()) {
      boolean model = "assistant".equals(((JsonObject) message).text("role"));
      messages.add(
          new PromptResult.Message(
              model ? PromptResult.Role.ASSISTANT : PromptResult.Role.USER,
              content(((JsonObject) message).object("content"))));
    }
    return new PromptResult(String.valueOf(result.text("description")), messages);
  }

  /**
   * Proposes values of an argument.
   *
   * @param ref what has it, as {@code completion/complete} names it
   */
  public List<String> complete(
      JsonObject ref, String argument, String typed, Map<String, String> others) {
    JsonObject.Builder known = JsonObject.builder();
    others.forEach(known::put);
    JsonObject result =
        result(
            "completion/complete",
            null,
            JsonObject.builder()
                .put("ref", ref)
                .put(
                    "argument",
                    JsonObject.builder().put("name", argument).put("value", typed).build())
                .put("context", JsonObject.builder().put("arguments", known.build()).build()));
    return result.object("completion").array("values").elements().stream()
        .map(value -> ((JsonString) value).value())
        .toList();
  }

  private static JsonObject.Builder named(String name, JsonObject arguments) {
    return JsonObject.builder().put("name", name).put("arguments", arguments);
  }

  private JsonObject result(String method, @Nullable String target, JsonObject.Builder params) {
    JsonObject request =
        JsonObject.builder()
            .put("jsonrpc", "2.0")
            .put("id", 1)
            .put("method", method)
            .put("params", params.put("_meta", META).build())
            .build();
    String answer =
        sender.post(
            HttpTransport.PATH,
            headers(method, target),
            request.write().getBytes(StandardCharsets.UTF_8));
    return result(answer);
  }

  private static Map<String, String> headers(String method, @Nullable String target) {
    Map<String, String> plain =
        Map.of(
            "Content-Type",
            "application/json",
            "Accept",
            "application/json, text/event-stream",
            "MCP-Protocol-Version",
            ModernEra.VERSION,
            "Mcp-Method",
            method);
    if (target == null) {
      return plain;
    }
    Map<String, String> headers = new LinkedHashMap<>(plain);
    headers.put("Mcp-Name", encoded(target));
    return headers;
  }

  private static String encoded(String name) {
    boolean plain = PLAIN.matcher(name).matches() && !name.startsWith("=?");
    return plain
        ? name
        : "=?base64?"
            + Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8))
            + "?=";
  }

  private static JsonObject result(String answer) {
    JsonObject message;
    try {
      message = Json.read(answer) instanceof JsonObject object ? object : JsonObject.EMPTY;
    } catch (JsonReadException e) {
      throw new ProtocolError(
          ProtocolError.INTERNAL_ERROR, "the server's answer is no JSON: " + e.getMessage());
    }
    JsonObject error = message.object("error");
    if (message.get("error") != null) {
      throw new ProtocolError(
          error.get("code") instanceof JsonNumber code
              ? (int) code.whole().orElse(ProtocolError.INTERNAL_ERROR)
              : ProtocolError.INTERNAL_ERROR,
          String.valueOf(error.text("message")));
    }
    return message.object("result");
  }

  /** Our own tools answer with words; anything newer comes through as the JSON it is. */
  private static Content content(JsonValue block) {
    String text = block instanceof JsonObject object ? object.text("text") : null;
    return new Content.Text(text == null ? block.write() : text);
  }
}
