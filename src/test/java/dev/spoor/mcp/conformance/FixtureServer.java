package dev.spoor.mcp.conformance;

import static dev.spoor.mcp.conformance.FixtureContent.form;
import static dev.spoor.mcp.conformance.FixtureContent.resource;
import static dev.spoor.mcp.conformance.FixtureContent.text;

import dev.spoor.http.Address;
import dev.spoor.http.HttpServer;
import dev.spoor.http.Identity;
import dev.spoor.http.Site;
import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.Caching;
import dev.spoor.mcp.protocol.Call;
import dev.spoor.mcp.protocol.Changes;
import dev.spoor.mcp.protocol.Completer;
import dev.spoor.mcp.protocol.Content;
import dev.spoor.mcp.protocol.Faults;
import dev.spoor.mcp.protocol.Features;
import dev.spoor.mcp.protocol.HttpTransport;
import dev.spoor.mcp.protocol.InputRequired;
import dev.spoor.mcp.protocol.Prompt;
import dev.spoor.mcp.protocol.PromptOutcome;
import dev.spoor.mcp.protocol.PromptResult;
import dev.spoor.mcp.protocol.Resource;
import dev.spoor.mcp.protocol.ResourceContent;
import dev.spoor.mcp.protocol.ResourceContents;
import dev.spoor.mcp.protocol.ResourceTemplate;
import dev.spoor.mcp.protocol.ServerInfo;
import dev.spoor.mcp.protocol.SessionOffer;
import dev.spoor.mcp.protocol.Tool;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** A server on a free port that offers all that the suite asks for, in both eras. */
final class FixtureServer implements AutoCloseable {
  private final Changes changes = new Changes();
  private final SignedState states = new SignedState(new byte[] {1, 2, 3, 4});
  private final HttpServer server;

  FixtureServer(PrintStream diagnostics) throws IOException {
    HttpTransport transport =
        new HttpTransport(
            this::features,
            () -> new SessionOffer(features(), () -> {}),
            new Faults(diagnostics, new Random(1)),
            new Random(2),
            Clock.systemUTC());
    Site site =
        new Site(
            new Identity("conformance", "1", "none"),
            transport::routes,
            Set.of(),
            (what, fault) -> {
              throw new AssertionError(what, fault);
            });
    server = HttpServer.start(new Address("127.0.0.1", 0), site);
  }

  String url() {
    return "http://localhost:" + server.port() + HttpTransport.PATH;
  }

  private Features features() {
    List<Tool> tools = new ArrayList<>(FixtureTools.all(changes));
    tools.addAll(FixtureQuestions.all(states));
    return Features.of(new ServerInfo("conformance", "Conformance", "1", "For the suite."))
        .tools(tools)
        .prompts(prompts())
        .resources(resources())
        .templates(List.of(template()))
        .changes(changes)
        .logging()
        .listCaching(new Caching(Duration.ofSeconds(1), true))
        .build();
  }

  private static List<Prompt> prompts() {
    return List.of(
        prompt("test_simple_prompt", List.of(), text("This is a simple prompt for testing.")),
        new Prompt(
            "test_prompt_with_arguments",
            "Arguments",
            "Says its arguments.",
            List.of(argument("arg1", FixtureServer::complete), argument("arg2", Completer.NONE)),
            FixtureServer::saysArguments),
        new Prompt(
            "test_prompt_with_embedded_resource",
            "Resource",
            "Embeds a resource.",
            List.of(argument("resourceUri", Completer.NONE)),
            FixtureServer::embeds),
        prompt(
            "test_prompt_with_image",
            List.of(),
            FixtureContent.IMAGE,
            text("Please analyze the image above.")),
        new Prompt(
            "test_input_required_result_prompt",
            "Question",
            "Asks for context first.",
            List.of(),
            FixtureServer::asksForContext));
  }

  private static Prompt prompt(String name, List<Prompt.Argument> arguments, Content... content) {
    return new Prompt(name, name, "For the suite: " + name, arguments, call -> said(name, content));
  }

  private static Prompt.Argument argument(String name, Completer completer) {
    return new Prompt.Argument(name, "For the suite: " + name, true, completer);
  }

  private static List<String> complete(String typed, Map<String, String> others) {
    return Stream.of("testing", "testimony", "paris").filter(w -> w.startsWith(typed)).toList();
  }

  private static PromptOutcome saysArguments(Call call) {
    JsonObject arguments = call.arguments();
    String words =
        "Prompt with arguments: arg1='%s', arg2='%s'"
            .formatted(arguments.text("arg1"), arguments.text("arg2"));
    return said("Arguments", text(words));
  }

  private static PromptOutcome embeds(Call call) {
    String uri = String.valueOf(call.arguments().text("resourceUri"));
    return said(
        "Resource",
        resource(uri, "text/plain", "Embedded resource content for testing."),
        text("Please process the embedded resource above."));
  }

  private static PromptOutcome asksForContext(Call call) {
    if (call.inputResponses().get("user_context") instanceof JsonObject answer) {
      return said("Question", text("Context: " + answer.object("content").text("context")));
    }
    return InputRequired.of(
        "user_context", form("Which context?", "{'context':{'type':'string'}}"));
  }

  private static PromptResult said(String description, Content... content) {
    return new PromptResult(
        description,
        Stream.of(content)
            .map(each -> new PromptResult.Message(PromptResult.Role.USER, each))
            .toList());
  }

  private static List<Resource> resources() {
    return List.of(
        textual("test://static-text", "This is the content of the static text resource."),
        new Resource(
            "test://static-binary",
            "static-binary",
            "Binary",
            "A picture of one pixel.",
            "image/png",
            (call, uri, variables) ->
                ResourceContents.of(
                    new ResourceContent.Blob(uri, "image/png", FixtureContent.PNG))),
        textual("test://watched-resource", "Watched resource content."));
  }

  private static Resource textual(String address, String content) {
    String name = address.substring("test://".length());
    return new Resource(
        address,
        name,
        name,
        "For the suite: " + name,
        "text/plain",
        (call, uri, variables) ->
            ResourceContents.of(new ResourceContent.Text(uri, "text/plain", content)));
  }

  private static ResourceTemplate template() {
    return new ResourceTemplate(
        "test://template/{id}/data",
        "template",
        "Template",
        "JSON with the id.",
        "application/json",
        Map.of("id", (typed, others) -> List.of("123")),
        (call, uri, variables) ->
            ResourceContents.of(
                new ResourceContent.Text(
                    uri,
                    "application/json",
                    JsonObject.builder().put("id", variables.get("id")).build().write())));
  }

  @Override
  public void close() {
    server.close();
  }
}
