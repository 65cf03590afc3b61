package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The official inspector's command line, which connects anew for each request. */
record Inspector(SpoorProcess processes, Path home) implements ForeignClient {
  /** What its exit code may be: done, and a tool said that it failed. */
  private static final Set<Integer> ANSWERED = Set.of(0, 5);

  @Override
  public JsonObject drive(Server server) {
    Answers answers = new Answers();
    answers.tools(texts(ask(server, "tools/list").array("tools"), "name"));
    for (JsonValue call : ForeignClient.calls().elements()) {
      call(server, (JsonObject) call, answers);
    }
    read(server, answers);
    for (JsonObject prompt : objects(ask(server, "prompts/list").array("prompts"))) {
      getPrompt(server, prompt, answers);
    }
    return answers.got();
  }

  private void call(Server server, JsonObject call, Answers answers) {
    String tool = String.valueOf(call.text("tool"));
    List<String> options = new ArrayList<>(List.of("--tool-name", tool));
    answers
        .filled(call.object("arguments"))
        .members()
        .forEach((name, value) -> options.addAll(List.of("--tool-arg", name + "=" + plain(value))));
    JsonObject result = ask(server, "tools/call", options.toArray(String[]::new));
    boolean failed = new JsonBoolean(true).equals(result.get("isError"));
    answers.result(
        tool,
        failed,
        result.object("structuredContent"),
        String.join("\n", texts(result.array("content"), "text")));
  }

  private void read(Server server, Answers answers) {
    List<String> uris =
        new ArrayList<>(texts(ask(server, "resources/list").array("resources"), "uri"));
    JsonArray templates = ask(server, "resources/templates/list").array("resourceTemplates");
    texts(templates, "uriTemplate").stream().map(answers::filled).forEach(uris::add);
    for (String uri : uris) {
      JsonObject read = ask(server, "resources/read", "--uri", uri);
      answers.content(uri, String.join("", texts(read.array("contents"), "text")));
    }
  }

  private void getPrompt(Server server, JsonObject prompt, Answers answers) {
    String name = String.valueOf(prompt.text("name"));
    List<String> options = new ArrayList<>(List.of("--prompt-name", name));
    for (String argument : texts(prompt.array("arguments"), "name")) {
      String value = answers.filled("{" + argument + "}");
      options.addAll(List.of("--prompt-args", argument + "=" + value));
    }
    JsonObject got = ask(server, "prompts/get", options.toArray(String[]::new));
    answers.prompt(
        name,
        objects(got.array("messages")).stream()
            .map(message -> String.valueOf(message.object("content").text("text")))
            .collect(Collectors.joining("\n")));
  }

  private JsonObject ask(Server server, String method, String... options) {
    List<String> arguments = new ArrayList<>(List.of("--cli"));
    arguments.addAll(server.url() == null ? server.command() : List.of(server.url()));
    arguments.addAll(List.of("--method", method));
    server
        .environment()
        .forEach((name, value) -> arguments.addAll(List.of("-e", name + "=" + value)));
    arguments.addAll(List.of(options));
    ProcessBuilder command = Foreign.npmProgram("mcp-inspector", arguments.toArray(String[]::new));
    command.environment().put("HOME", home.toString());
    SpoorProcess.Ended ended = processes.run(command);
    assertTrue(ANSWERED.contains(ended.code()), () -> method + ": " + ended);
    try {
      return (JsonObject) Json.read(ended.out());
    } catch (JsonReadException e) {
      throw new AssertionError(ended.toString(), e);
    }
  }

  private static String plain(JsonValue value) {
    return value instanceof JsonString text ? text.value() : value.write();
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.elements().stream().map(each -> (JsonObject) each).toList();
  }

  private static List<String> texts(JsonArray array, String field) {
    return objects(array).stream().map(each -> String.valueOf(each.text(field))).toList();
  }
}
