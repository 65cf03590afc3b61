package dev.spoor.mcp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.Json;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Talks to a server process line by line, as a client that gets nothing for free, and holds every
 * message of the server to the official schema of the revision that was agreed on.
 */
public final class RawMcpClient implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;
  private static final String END = "end of stdout";

  private static final SchemaTypes MODERN = SchemaTypes.ofProtocol(ModernEra.VERSION);

  /** The official types of results by the request's method, and of messages by their own. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("initialize", "InitializeResult"),
          Map.entry("ping", "EmptyResult"),
          Map.entry("server/discover", "DiscoverResult"),
          Map.entry("tools/list", "ListToolsResult"),
          Map.entry("tools/call", "CallToolResult"),
          Map.entry("resources/list", "ListResourcesResult"),
          Map.entry("resources/templates/list", "ListResourceTemplatesResult"),
          Map.entry("resources/read", "ReadResourceResult"),
          Map.entry("prompts/list", "ListPromptsResult"),
          Map.entry("prompts/get", "GetPromptResult"),
          Map.entry("completion/complete", "CompleteResult"),
          Map.entry("logging/setLevel", "EmptyResult"),
          Map.entry("resources/subscribe", "EmptyResult"),
          Map.entry("subscriptions/listen", "SubscriptionsListenResult"),
          Map.entry("elicitation/create", "ElicitRequest"),
          Map.entry("sampling/createMessage", "CreateMessageRequest"),
          Map.entry("roots/list", "ListRootsRequest"),
          Map.entry("notifications/progress", "ProgressNotification"),
          Map.entry("notifications/message", "LoggingMessageNotification"),
          Map.entry("notifications/cancelled", "CancelledNotification"),
          Map.entry("notifications/tools/list_changed", "ToolListChangedNotification"),
          Map.entry("notifications/prompts/list_changed", "PromptListChangedNotification"),
          Map.entry("notifications/resources/list_changed", "ResourceListChangedNotification"),
          Map.entry("notifications/resources/updated", "ResourceUpdatedNotification"),
          Map.entry(
              "notifications/subscriptions/acknowledged", "SubscriptionsAcknowledgedNotification"));

  private final Process process;
  private final OutputStream toServer;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<JsonObject> unclaimed = new ArrayList<>();
  private final StringBuffer diagnostics = new StringBuffer();
  private final Thread outputReader;
  private final Thread diagnosticsReader;
  private SchemaTypes schema = SchemaTypes.ofProtocol("2025-11-25");
  private final Map<JsonValue, String> asked = new HashMap<>();
  private final Set<JsonValue> askedModern = new HashSet<>();
  private boolean initialized;
  private long lastId;

  private RawMcpClient(Process process) {
    this.process = process;
    this.toServer = process.getOutputStream();
    outputReader = reader(process.getInputStream(), lines::add, () -> lines.add(END));
    diagnosticsReader =
        reader(process.getErrorStream(), line -> diagnostics.append(line).append('\n'), () -> {});
  }

  /** Starts a process that speaks MCP on its standard streams. */
  public static RawMcpClient start(ProcessBuilder command) {
    try {
      return new RawMcpClient(command.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a class of the test class path in a JVM of its own. */
  public static RawMcpClient start(Class<?> main, String... arguments) {
    return start(command(main, arguments));
  }

  /** The command that starts a class of the test class path in a JVM of its own. */
  public static ProcessBuilder command(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  /** Opens a session of a revision the server must agree to. */
  public RawMcpClient initialized(String revision) {
    JsonObject result = initialize(revision);
    assertEquals(revision, result.text("protocolVersion"));
    send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    return this;
  }

  /** The result of {@code initialize}; what follows is held to the revision it names. */
  public JsonObject initialize(String revision) {
    JsonObject result =
        result(
            "initialize",
            object(
                "{'protocolVersion':'%s','capabilities':{},'clientInfo':{'name':'raw','version':'1'}}"
                    .formatted(revision)));
    schema = SchemaTypes.ofProtocol(result.text("protocolVersion"));
    initialized = true;
    return result;
  }

  /** The result of a tool call, failed or not. */
  public JsonObject call(String tool, JsonObject arguments) {
    return result(
        "tools/call", JsonObject.builder().put("name", tool).put("arguments", arguments).build());
  }

  /** The structured content of a tool call that must succeed. */
  public JsonObject called(String tool, JsonObject arguments) {
    JsonObject result = call(tool, arguments);
    assertEquals(JsonObject.EMPTY, result.object("structuredContent").object("error"));
    return result.object("structuredContent");
  }

  /** The message of the error of a tool call that must fail. */
  public String mistake(String tool, JsonObject arguments) {
    JsonObject result = call(tool, arguments);
    assertEquals("true", String.valueOf(result.get("isError").write()), result.write());
    return result.object("structuredContent").object("error").text("message");
  }

  /** The result of a request that must not end in a protocol error. */
  public JsonObject result(String method, JsonObject params) {
    JsonObject answer = ask(method, params);
    assertNull(answer.get("error"), answer.write());
    return answer.object("result");
  }

  /** The result of a request of the newer era that must not end in a protocol error. */
  public JsonObject modern(String method, String params) {
    return result(method, modernParams("{}", object(params)));
  }

  /**
   * Parameters of the newer era.
   *
   * @param capabilities what the client declares
   * @param params beside it; members of their {@code _meta} are kept
   */
  public static JsonObject modernParams(String capabilities, JsonObject params) {
    JsonObject.Builder meta =
        JsonObject.builder()
            .put("io.modelcontextprotocol/protocolVersion", ModernEra.VERSION)
            .put("io.modelcontextprotocol/clientCapabilities", object(capabilities));
    params.object("_meta").members().forEach(meta::put);
    JsonObject.Builder all = JsonObject.builder();
    params.members().forEach(all::put);
    return all.put("_meta", meta.build()).build();
  }

  /** The answer to a request. */
  public JsonObject ask(String method, JsonObject params) {
    return answer(post(method, params));
  }

  /** Sends a request without waiting; returns its id. */
  public JsonValue post(String method, JsonObject params) {
    JsonValue id = JsonNumber.of(++lastId);
    post(id, method, params);
    return id;
  }

  /** Sends a request with an id of one's own. */
  public void post(JsonValue id, String method, JsonObject params) {
    asked.put(id, method);
    if (params.object("_meta").get("io.modelcontextprotocol/protocolVersion") != null) {
      askedModern.add(id);
    }
    send(
        JsonObject.builder()
            .put("jsonrpc", "2.0")
            .put("id", id)
            .put("method", method)
            .put("params", params)
            .build()
            .write());
  }

  /** Waits for the answer to a request, keeping others for later. */
  public JsonObject answer(JsonValue id) {
    for (Iterator<JsonObject> kept = unclaimed.iterator(); kept.hasNext(); ) {
      JsonObject message = kept.next();
      if (id.equals(message.get("id"))) {
        kept.remove();
        return message;
      }
    }
    JsonObject message = next();
    while (!id.equals(message.get("id"))) {
      unclaimed.add(message);
      message = next();
    }
    return message;
  }

  /** The server's next message, which must be one. */
  public JsonObject next() {
    JsonObject message = (JsonObject) nextValue();
    check(message);
    return message;
  }

  /** Holds a message to the official schema of its era. */
  private void check(JsonObject message) {
    JsonValue id = message.get("id");
    String method = message.text("method");
    boolean modern = id == null ? !initialized : askedModern.contains(id);
    SchemaTypes held = modern ? MODERN : schema;
    held.check("JSONRPCMessage", message);
    if (method != null) {
      held.check(TYPES.get(method), message);
    } else if (id != null && asked.containsKey(id) && message.get("result") != null) {
      boolean asks = "input_required".equals(message.object("result").text("resultType"));
      String type = TYPES.get(asked.get(id));
      held.check(asks ? "InputRequiredResult" : type, message.object("result"));
    }
  }

  /** The server's next line as JSON. */
  public JsonValue nextValue() {
    String line = take();
    assertTrue(!line.equals(END), () -> "the server has ended: " + diagnostics);
    try {
      return Json.read(line);
    } catch (JsonReadException e) {
      throw new AssertionError("no JSON on stdout: " + line, e);
    }
  }

  public void send(String line) {
    send((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  public void send(byte[] bytes) {
    try {
      toServer.write(bytes);
      toServer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(diagnostics.toString(), e);
    }
  }

  /** Closes the server's stdin. */
  public void closeInput() {
    try {
      toServer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes the server's stdin and returns all it writes until it ends, which must be well. */
  public List<JsonObject> finish() {
    closeInput();
    List<JsonObject> rest = new ArrayList<>(unclaimed);
    for (String line = take(); !line.equals(END); line = take()) {
      JsonObject message = object(line);
      check(message);
      rest.add(message);
    }
    assertEquals(0, exitCode(), diagnostics::toString);
    return rest;
  }

  /** What the server wrote to stderr; whole once it has ended. */
  public String diagnostics() {
    return diagnostics.toString();
  }

  public Process process() {
    return process;
  }

  /** JSON written with single quotes for double ones. */
  public static JsonObject object(String json) {
    try {
      return (JsonObject) Json.read(json.replace('\'', '"'));
    } catch (JsonReadException e) {
      throw new AssertionError(json, e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private String take() {
    try {
      String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertNotNull(line, () -> "no message from the server; its stderr: " + diagnostics);
      return line;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private int exitCode() {
    try {
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the process goes on");
      outputReader.join();
      diagnosticsReader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Thread reader(InputStream stream, Consumer<String> lines, Runnable atEnd) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader reader =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines);
              } catch (IOException | UncheckedIOException e) {
                lines.accept("unreadable: " + e);
              } finally {
                atEnd.run();
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
