package dev.spoor.e2e;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonValue;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The Java SDK's own client, which cannot cancel. */
record JavaSdk(Function<ForeignClient.Server, McpClientTransport> transport)
    implements ForeignClient {
  private static final JsonMapper JACKSON = JsonMapper.builder().build();
  private static final McpJsonMapper MAPPER = new JacksonMcpJsonMapper(JACKSON);

  static JavaSdk overStdio() {
    return new JavaSdk(
        server ->
            new StdioClientTransport(
                ServerParameters.builder(server.command().get(0))
                    .args(server.command().subList(1, server.command().size()))
                    .env(server.environment())
                    .build(),
                MAPPER));
  }

  static JavaSdk overHttp() {
    return new JavaSdk(
        server ->
            HttpClientStreamableHttpTransport.builder(String.valueOf(server.url()))
                .jsonMapper(MAPPER)
                .build());
  }

  static JavaSdk overSse() {
    return new JavaSdk(
        server ->
            HttpClientSseClientTransport.builder(String.valueOf(server.url()))
                .jsonMapper(MAPPER)
                .build());
  }

  @Override
  public JsonObject drive(Server server) {
    Answers answers = new Answers();
    try (McpSyncClient client =
        McpClient.sync(transport.apply(server)).requestTimeout(Duration.ofSeconds(60)).build()) {
      client.initialize();
      answers.tools(client.listTools().tools().stream().map(McpSchema.Tool::name).toList());
      for (JsonValue call : ForeignClient.calls().elements()) {
        call(client, (JsonObject) call, answers);
      }
      if (client.getServerCapabilities().resources() != null) {
        readResources(client, answers);
      }
      if (client.getServerCapabilities().prompts() != null) {
        client.listPrompts().prompts().forEach(prompt -> getPrompt(client, prompt, answers));
      }
      client.closeGracefully();
    }
    return answers.got();
  }

  private static void call(McpSyncClient client, JsonObject call, Answers answers) {
    String tool = String.valueOf(call.text("tool"));
    Map<String, Object> arguments =
        JACKSON.readerFor(Map.class).readValue(answers.filled(call.object("arguments")).write());
    McpSchema.CallToolResult result =
        client.callTool(McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
    answers.result(
        tool,
        Boolean.TRUE.equals(result.isError()),
        json(result.structuredContent()),
        result.content().stream().map(JavaSdk::text).collect(Collectors.joining("\n")));
  }

  private static void readResources(McpSyncClient client, Answers answers) {
    client.listResources().resources().forEach(resource -> read(client, resource.uri(), answers));
    for (McpSchema.ResourceTemplate template : client.listResourceTemplates().resourceTemplates()) {
      if (client.getServerCapabilities().completions() != null) {
        complete(client, new McpSchema.ResourceReference(template.uriTemplate()), "run_id");
      }
      read(client, answers.filled(template.uriTemplate()), answers);
    }
  }

  private static void read(McpSyncClient client, String uri, Answers answers) {
    String text =
        client.readResource(new McpSchema.ReadResourceRequest(uri)).contents().stream()
            .map(part -> part instanceof McpSchema.TextResourceContents words ? words.text() : "")
            .collect(Collectors.joining());
    answers.content(uri, text);
  }

  private static void getPrompt(McpSyncClient client, McpSchema.Prompt prompt, Answers answers) {
    Map<String, Object> arguments = new HashMap<>();
    List<McpSchema.PromptArgument> wanted =
        prompt.arguments() == null ? List.of() : prompt.arguments();
    for (McpSchema.PromptArgument argument : wanted) {
      List<String> values =
          client.getServerCapabilities().completions() == null
              ? List.of()
              : complete(client, new McpSchema.PromptReference(prompt.name()), argument.name());
      arguments.put(argument.name(), values.isEmpty() ? "none" : values.get(0));
    }
    String text =
        client
            .getPrompt(new McpSchema.GetPromptRequest(prompt.name(), arguments))
            .messages()
            .stream()
            .map(message -> text(message.content()))
            .collect(Collectors.joining("\n"));
    answers.prompt(prompt.name(), text);
  }

  private static List<String> complete(
      McpSyncClient client, McpSchema.CompleteReference reference, String argument) {
    return client
        .completeCompletion(
            new McpSchema.CompleteRequest(
                reference, new McpSchema.CompleteRequest.CompleteArgument(argument, "")))
        .completion()
        .values();
  }

  private static String text(McpSchema.Content content) {
    return content instanceof McpSchema.TextContent words ? words.text() : "";
  }

  private static JsonValue json(Object structured) {
    try {
      return Json.read(JACKSON.writeValueAsString(structured));
    } catch (JsonReadException e) {
      throw new AssertionError(e);
    }
  }
}
