package dev.spoor.mcp.protocol;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.Changes.Change;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer.SyncSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncCompletionSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The SDK's server with our features in it, over whatever carries it: the revisions 2024-11-05 to
 * 2025-11-25.
 */
final class SdkServer {
  private final Features features;
  private final Invocations invocations;
  private final Faults faults;
  private final SdkJson json;
  private Runnable leaving = () -> {};

  SdkServer(Features features, Faults faults, SdkJson json) {
    this.features = features;
    this.invocations = new Invocations(() -> features, faults);
    this.faults = faults;
    this.json = json;
  }

  /**
   * Builds it.
   *
   * @param transport the SDK's own builder for a transport
   */
  <S extends SyncSpecification<S>> McpSyncServer over(SyncSpecification<S> transport) {
    ServerInfo info = features.info();
    McpSyncServer server =
        transport
            .serverInfo(json.bind(info.whole(), McpSchema.Implementation.class))
            .instructions(info.instructions())
            .capabilities(json.bind(features.capabilities(), McpSchema.ServerCapabilities.class))
            .jsonMapper(json.mapper())
            // Arguments are checked where they are read, in words an agent can act on.
            .validateToolInputs(false)
            .jsonSchemaValidator(SdkServer::accept)
            .immediateExecution(true)
            .tools(features.tools().stream().map(this::tool).toList())
            .resources(features.resources().stream().map(this::resource).toList())
            .resourceTemplates(features.templates().stream().map(this::template).toList())
            .prompts(features.prompts().stream().map(this::prompt).toList())
            .completions(features.offersCompletions() ? completions() : List.of())
            .build();
    Changes changes = features.changes();
    if (changes != null) {
      Consumer<Change> listener = change -> tell(server, change);
      changes.listen(listener);
      leaving = () -> changes.leave(listener);
    }
    return server;
  }

  /** Tells of changes no more, since nobody is there whom it could tell. */
  void leave() {
    leaving.run();
  }

  private static void tell(McpSyncServer server, Change change) {
    String uri = change.uri();
    switch (change.kind()) {
      case TOOLS -> server.notifyToolsListChanged();
      case PROMPTS -> server.notifyPromptsListChanged();
      case RESOURCES -> server.notifyResourcesListChanged();
      case RESOURCE ->
          server.notifyResourcesUpdated(
              new McpSchema.ResourcesUpdatedNotification(uri == null ? "" : uri));
    }
  }

  private SyncToolSpecification tool(Tool tool) {
    return SyncToolSpecification.builder()
        .tool(json.bind(tool.json(), McpSchema.Tool.class))
        .callHandler(
            (exchange, request) ->
                call(exchange, request).settle(invocations::call, SdkServer::toolResult))
        .build();
  }

  private static McpSchema.CallToolResult toolResult(SdkCall call, ToolOutcome outcome) {
    ToolResult result = (ToolResult) outcome;
    JsonObject content = JsonObject.builder().put("content", result.json().get("content")).build();
    McpSchema.CallToolResult.Builder built =
        McpSchema.CallToolResult.builder()
            .content(call.json().bind(content, McpSchema.CallToolResult.class).content())
            .isError(result.isError());
    return result.structured() == null
        ? built.build()
        : built.structuredContent(Json.plain(result.structured())).build();
  }

  private SyncResourceSpecification resource(Resource resource) {
    return new SyncResourceSpecification(
        json.bind(resource.json(), McpSchema.Resource.class), this::read);
  }

  private SyncResourceTemplateSpecification template(ResourceTemplate template) {
    return new SyncResourceTemplateSpecification(
        json.bind(template.json(), McpSchema.ResourceTemplate.class), this::read);
  }

  private McpSchema.ReadResourceResult read(
      McpSyncServerExchange exchange, McpSchema.ReadResourceRequest request) {
    return call(exchange, request).settle(invocations::read, SdkServer::readResult);
  }

  private static McpSchema.ReadResourceResult readResult(SdkCall call, ResourceOutcome outcome) {
    if (outcome instanceof ResourceContents contents) {
      return call.json().bind(contents.json(), McpSchema.ReadResourceResult.class);
    }
    throw new ProtocolError(
        ProtocolError.RESOURCE_NOT_FOUND,
        "Resource not found",
        JsonObject.builder().put("uri", call.params().get("uri")).build());
  }

  private SyncPromptSpecification prompt(Prompt prompt) {
    return new SyncPromptSpecification(
        json.bind(prompt.json(), McpSchema.Prompt.class),
        (exchange, request) ->
            call(exchange, request)
                .settle(
                    invocations::prompt,
                    (call, outcome) ->
                        json.bind(
                            ((PromptResult) outcome).json(), McpSchema.GetPromptResult.class)));
  }

  private List<SyncCompletionSpecification> completions() {
    List<McpSchema.CompleteReference> references = new ArrayList<>();
    features.prompts().forEach(p -> references.add(new McpSchema.PromptReference(p.name())));
    features
        .templates()
        .forEach(t -> references.add(new McpSchema.ResourceReference(t.uriTemplate())));
    return references.stream()
        .map(reference -> new SyncCompletionSpecification(reference, this::complete))
        .toList();
  }

  private McpSchema.CompleteResult complete(
      McpSyncServerExchange exchange, McpSchema.CompleteRequest request) {
    return call(exchange, request)
        .settle(
            call -> invocations.complete(call.params()),
            (call, result) -> json.bind(result, McpSchema.CompleteResult.class));
  }

  private SdkCall call(McpSyncServerExchange exchange, McpSchema.Request request) {
    return new SdkCall(exchange, json, Asked.of(exchange, () -> json.object(request)), faults);
  }

  private static JsonSchemaValidator.ValidationResponse accept(
      Map<String, Object> schema, Object content) {
    return JsonSchemaValidator.ValidationResponse.asValid(Json.of(content).write());
  }
}
