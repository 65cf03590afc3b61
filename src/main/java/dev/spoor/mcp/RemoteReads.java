package dev.spoor.mcp;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.mcp.protocol.Call;
import dev.spoor.mcp.protocol.Completer;
import dev.spoor.mcp.protocol.ModernClient;
import dev.spoor.mcp.protocol.Prompt;
import dev.spoor.mcp.protocol.ProtocolError;
import dev.spoor.mcp.protocol.ResourceOutcome;
import dev.spoor.mcp.protocol.ResourceTemplate;
import dev.spoor.mcp.protocol.ToolResult;
import dev.spoor.model.TraceId;
import dev.spoor.remote.RemoteReply;
import dev.spoor.remote.RemoteServer;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a server elsewhere answers to agents: questions are handed on to its own MCP, so that the
 * answer is the one it would give itself. What waits for it is sent before.
 */
final class RemoteReads {
  private final Supplier<RemoteServices> remote;
  private final RunDefaults defaults;
  private final ModernClient client = new ModernClient(this::post);

  RemoteReads(Supplier<RemoteServices> remote, RunDefaults defaults) {
    this.remote = remote;
    this.defaults = defaults;
  }

  /** Calls a tool there; lists are of this process's project unless another is named. */
  ToolResult tool(String name, Call call) {
    JsonObject arguments =
        switch (name) {
          case "list_recent_traces" -> ofThisProject(call.arguments());
          case "run_evals" ->
              call.arguments().get("select") instanceof JsonObject select
                  ? with(call.arguments(), "select", ofThisProject(select))
                  : call.arguments();
          default -> call.arguments();
        };
    try {
      ToolResult result = client.call(name, arguments);
      return new ToolResult(result.content(), linked(result.structured()), result.isError());
    } catch (ProtocolError refusal) {
      throw new RemoteFailure(
          "The server at "
              + remote.get().server().address()
              + " does not take this call ("
              + refusal.getMessage()
              + "). It may be older or newer than this program; `spoor doctor` says more.");
    }
  }

  ResourceOutcome resource(Call call, String uri, Map<String, String> variables) {
    return asked(() -> client.read(uri));
  }

  ResourceTemplate template(ResourceTemplate template) {
    JsonObject ref =
        JsonObject.builder().put("type", "ref/resource").put("uri", template.uriTemplate()).build();
    return template.with(this::resource, name -> completer(ref, name));
  }

  Prompt prompt(Prompt prompt) {
    if (prompt.isPlain()) {
      return prompt;
    }
    JsonObject ref =
        JsonObject.builder().put("type", "ref/prompt").put("name", prompt.name()).build();
    return prompt.with(
        call -> asked(() -> client.prompt(prompt.name(), call.arguments())),
        name -> completer(ref, name));
  }

  private Completer completer(JsonObject ref, String argument) {
    return (typed, others) -> asked(() -> client.complete(ref, argument, typed, others));
  }

  /** Only a tool has a result that can say that it failed. */
  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (RemoteFailure failure) {
      throw new ProtocolError(ProtocolError.INTERNAL_ERROR, String.valueOf(failure.getMessage()));
    }
  }

  private String post(String path, Map<String, String> headers, byte[] body) {
    RemoteServices services = remote.get();
    try {
      services.delivery().settled();
      RemoteReply reply = services.server().post(path, headers, body, RemoteServer.LONG);
      // Errors of the protocol have a status of their own, and say in their body what they are.
      if (reply.done() || RemoteServices.json(reply).get("jsonrpc") != null) {
        return reply.body();
      }
      throw services.failure(reply);
    } catch (IOException e) {
      throw new RemoteFailure("What waits for the server cannot be read: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RemoteFailure("The call was taken back.");
    }
  }

  private JsonObject ofThisProject(JsonObject filter) {
    String project = defaults.project();
    return project == null || filter.get("project") != null
        ? filter
        : with(filter, "project", new JsonString(project));
  }

  /** Rows lead to the address by which this process reaches the server. */
  private @Nullable JsonValue linked(@Nullable JsonValue structured) {
    if (!(structured instanceof JsonObject answer)
        || !(answer.get("traces") instanceof JsonArray)) {
      return structured;
    }
    return with(
        answer,
        "traces",
        JsonArray.of(answer.array("traces").elements(), row -> linked((JsonObject) row)));
  }

  private JsonObject linked(JsonObject row) {
    String traceId = row.text("trace_id");
    return row.text("url") == null || traceId == null
        ? row
        : with(
            row,
            "url",
            new JsonString(String.valueOf(remote.get().links().run(new TraceId(traceId)))));
  }

  private static JsonObject with(JsonObject object, String name, JsonValue value) {
    JsonObject.Builder changed = JsonObject.builder();
    object.members().forEach(changed::put);
    return changed.put(name, value).build();
  }
}
