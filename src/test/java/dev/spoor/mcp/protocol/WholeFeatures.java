package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One of everything a server can offer. */
final class WholeFeatures {
  /** A schema with all that must come back as it was written. */
  static final String SCHEMA =
      "{'$schema':'https://json-schema.org/draft/2020-12/schema','type':'object','properties':"
          + "{'region':{'type':'string','x-mcp-header':'Region'},'n':{'maximum':1.50}},"
          + "'allOf':[{'if':{},'then':true}],'additionalProperties':true}";

  private static final JsonObject SAMPLING = RawMcpClient.object("{'sampling':{}}");
  private static final JsonObject FORM =
      RawMcpClient.object("{'type':'object','properties':{'name':{'type':'string'}}}");
  private static final String PIXEL = "iVBORw0KGgo=";

  private WholeFeatures() {}

  /** Features with these tools first. */
  static Features beside(List<Tool> tools) {
    Changes changes = new Changes();
    return Features.of(new ServerInfo("fixture", "Fixture", "1", "for tests"))
        .tools(tools)
        .tools(
            List.of(
                tool("blocks", call -> blocks()),
                tool("steps", WholeFeatures::steps),
                tool("speak", WholeFeatures::speak),
                tool("greet", WholeFeatures::greet),
                tool("ask_all", WholeFeatures::askAll),
                tool("sample", WholeFeatures::sample),
                tool("announce", call -> announce(call, changes))))
        .resources(
            List.of(
                new Resource("test://text", "text", "Text", "words", "text/plain", text()),
                new Resource("test://blob", "blob", "Blob", "bytes", "image/png", blob()),
                new Resource("test://broken", "broken", "Broken", "none", "x/y", broken())))
        .templates(
            List.of(
                new ResourceTemplate(
                    "test://items/{id}/of/{owner}",
                    "item",
                    "Item",
                    "one of many",
                    "application/json",
                    Map.of("id", WholeFeatures::ids),
                    WholeFeatures::item)))
        .prompts(
            List.of(
                new Prompt("plain", "Plain", "no arguments", List.of(), call -> prompt("plain")),
                new Prompt(
                    "welcome",
                    "Welcome",
                    "greets",
                    List.of(
                        new Prompt.Argument("id", "which", true, WholeFeatures::ids),
                        new Prompt.Argument("how", "how", false, Completer.NONE)),
                    call -> prompt("welcome " + call.arguments().text("id")))))
        .changes(changes)
        .logging()
        .listCaching(new Caching(Duration.ofMinutes(1), true))
        .pageSize(2)
        .build();
  }

  private static Tool tool(String name, Tool.Handler handler) {
    return Tool.reading(name, name, RawMcpClient.object(SCHEMA), handler);
  }

  private static ToolResult text(String text) {
    return ToolResult.of(new Content.Text(text));
  }

  private static ToolResult blocks() {
    return ToolResult.of(
        new Content.Text("t"),
        new Content.Image(PIXEL, "image/png"),
        new Content.Audio(PIXEL, "audio/wav"),
        new Content.Embedded(new ResourceContent.Text("test://in", "text/plain", "in")),
        new Content.Embedded(new ResourceContent.Blob("test://b", "image/png", PIXEL)),
        new Content.Link("test://text", "text"));
  }

  /** Tells progress that also stands still and goes back. */
  private static ToolResult steps(Call call) {
    for (double done : new double[] {1, 2, 2, 0.5, Double.NaN, 3}) {
      call.progress(done, 3.0, "at " + done);
    }
    return text("stepped");
  }

  private static ToolResult speak(Call call) {
    for (LogLevel level : LogLevel.values()) {
      call.log(level, "speaker", new JsonString(level.word()));
    }
    return text("spoken");
  }

  private static ToolOutcome greet(Call call) {
    String name = call.inputResponses().object("who").object("content").text("name");
    if (name == null) {
      return new InputRequired(Map.of("who", InputRequest.form("Your name?", FORM)), "state-1");
    }
    return text("Hello " + name + " after " + call.requestState());
  }

  private static ToolOutcome askAll(Call call) {
    if (!call.inputResponses().members().isEmpty()) {
      return ToolResult.of(call.inputResponses(), "asked");
    }
    Map<String, InputRequest> all = new LinkedHashMap<>();
    all.put("form", InputRequest.form("Your name?", FORM));
    all.put(
        "model",
        InputRequest.sampling(
            RawMcpClient.object(
                "{'messages':[{'role':'user','content':{'type':'text','text':'Hi'}}],"
                    + "'maxTokens':10}")));
    all.put("folders", InputRequest.roots());
    return new InputRequired(all, null);
  }

  private static ToolResult sample(Call call) {
    call.client().require(SAMPLING);
    return text("sampled");
  }

  private static ToolResult announce(Call call, Changes changes) {
    switch (String.valueOf(call.arguments().text("region"))) {
      case "tools" -> changes.tools();
      case "prompts" -> changes.prompts();
      case "resources" -> changes.resources();
      default -> changes.resource(String.valueOf(call.arguments().text("uri")));
    }
    return text("announced");
  }

  private static ResourceReader text() {
    return (call, uri, variables) ->
        ResourceContents.of(new ResourceContent.Text(uri, "text/plain", "words"));
  }

  private static ResourceReader blob() {
    return (call, uri, variables) ->
        ResourceContents.of(new ResourceContent.Blob(uri, "image/png", PIXEL));
  }

  private static ResourceReader broken() {
    return (call, uri, variables) -> {
      throw new IllegalStateException("boom");
    };
  }

  private static ResourceOutcome item(Call call, String uri, Map<String, String> variables) {
    String id = variables.get("id");
    if ("none".equals(id)) {
      return ResourceMissing.MISSING;
    }
    if ("asks".equals(id) && call.inputResponses().get("folders") == null) {
      return InputRequired.of("folders", InputRequest.roots());
    }
    String json = "{\"id\":\"" + id + "\",\"owner\":\"" + variables.get("owner") + "\"}";
    return new ResourceContents(
        List.of(new ResourceContent.Text(uri, "application/json", json)),
        new Caching(Duration.ofSeconds(5), false));
  }

  private static List<String> ids(String typed, Map<String, String> others) {
    return IntStream.range(0, 150)
        .mapToObj(i -> "id" + i + others.getOrDefault("owner", ""))
        .filter(id -> id.startsWith(typed))
        .toList();
  }

  private static PromptResult prompt(String text) {
    return PromptResult.user("a prompt", text);
  }
}
