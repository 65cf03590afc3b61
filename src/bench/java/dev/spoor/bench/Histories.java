package dev.spoor.bench;

import dev.spoor.bench.History.Step;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What real agents did, from the samples, as calls with the whole conversation in each. */
final class Histories {
  private static final Path SAMPLES = Path.of("src/test/resources/samples");
  private static final int LONG_BYTES = 1_000_000;
  private static final int LONG_TURNS = 150;

  private Histories() {}

  /** Trajectories of SWE-agent. */
  static List<History> sweAgent() throws IOException, JsonReadException {
    return sweAgent(SAMPLES.resolve("agent-messages"));
  }

  /** Runs in ATIF. */
  static List<History> atif() throws IOException, JsonReadException {
    return atif(files(SAMPLES.resolve("atif"), "trajectory.json"));
  }

  /** Sessions of Claude Code, one of them long and with sub-agents. */
  static List<History> claudeCode() throws IOException, JsonReadException {
    List<History> sessions = new ArrayList<>();
    try (Stream<Path> files = Files.list(SAMPLES.resolve("claude-code/spotter"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".jsonl")).sorted().toList()) {
        sessions.add(claudeCode(file));
      }
    }
    return sessions;
  }

  /** One conversation of about a megabyte, from the messages of several. */
  static History longOne() throws IOException, JsonReadException {
    List<History> sources = new ArrayList<>(claudeCode());
    sources.addAll(atif());
    return derived("long", sources, LONG_BYTES, LONG_TURNS);
  }

  /** Trajectories of SWE-agent, which keep the messages as they were sent. */
  static List<History> sweAgent(Path folder) throws IOException, JsonReadException {
    List<History> histories = new ArrayList<>();
    for (Path file : files(folder, ".traj")) {
      JsonObject trajectory = (JsonObject) Json.read(Files.readAllBytes(file));
      Conversation talk = new Conversation("");
      for (JsonValue element : trajectory.array("history").elements()) {
        JsonObject message = (JsonObject) element;
        String role = text(message.text("role"));
        JsonObject said = message(role, text(message.text("content")));
        if (role.equals("assistant")) {
          talk.answer(said);
          talk.tool(JsonObject.builder().put("action", text(message.text("action"))).build(), null);
        } else {
          talk.hear(said, talk.isWaiting() ? message.text("content") : null);
        }
      }
      histories.add(talk.history(file.getFileName().toString()));
    }
    return histories;
  }

  /** Runs in ATIF: each step is a message, its calls and their results. */
  static List<History> atif(List<Path> files) throws IOException, JsonReadException {
    List<History> histories = new ArrayList<>();
    for (Path file : files) {
      JsonObject run = (JsonObject) Json.read(Files.readAllBytes(file));
      Conversation talk = new Conversation("");
      for (JsonValue element : run.array("steps").elements()) {
        atifStep(talk, (JsonObject) element);
      }
      histories.add(talk.history(file.getParent().getFileName().toString()));
    }
    return histories;
  }

  private static void atifStep(Conversation talk, JsonObject step) {
    String message = text(step.text("message"));
    if (!"agent".equals(step.text("source"))) {
      talk.hear(message(text(step.text("source")), message), null);
      return;
    }
    List<JsonValue> calls = new ArrayList<>();
    for (JsonValue element : step.array("tool_calls").elements()) {
      JsonObject call = (JsonObject) element;
      JsonValue arguments = call.get("arguments");
      calls.add(
          JsonObject.builder()
              .put("id", text(call.text("tool_call_id")))
              .put("type", "function")
              .put(
                  "function",
                  JsonObject.builder()
                      .put("name", text(call.text("function_name")))
                      .put("arguments", Json.text(or(arguments)).text())
                      .build())
              .build());
    }
    JsonObject.Builder said = JsonObject.builder().put("role", "assistant");
    said.put("content", message).put("reasoning_content", text(step.text("reasoning_content")));
    if (!calls.isEmpty()) {
      said.put("tool_calls", new JsonArray(calls));
    }
    talk.answer(said.build());
    for (JsonValue element : step.array("tool_calls").elements()) {
      talk.tool(or(((JsonObject) element).get("arguments")), null);
    }
    for (JsonValue element : step.object("observation").array("results").elements()) {
      JsonObject result = (JsonObject) element;
      String content = text(result.text("content"));
      talk.hear(
          JsonObject.builder()
              .put("role", "tool")
              .put("tool_call_id", text(result.text("source_call_id")))
              .put("content", content)
              .build(),
          content);
    }
  }

  /** Claude Code's transcripts; a sub-agent's file is a lane beside the session's own. */
  static History claudeCode(Path file) throws IOException, JsonReadException {
    Map<String, Conversation> lanes = new LinkedHashMap<>();
    List<Path> transcripts = new ArrayList<>(List.of(file));
    Path beside = Path.of(file.toString().replace(".jsonl", ""), "subagents");
    if (Files.isDirectory(beside)) {
      transcripts.addAll(files(beside, ".jsonl"));
    }
    List<Line> lines = new ArrayList<>();
    for (Path transcript : transcripts) {
      String lane = transcript.equals(file) ? "" : transcript.getFileName().toString();
      lanes.put(lane, new Conversation(lane));
      for (String text : Files.readAllLines(transcript)) {
        JsonObject line = (JsonObject) Json.read(text);
        String type = text(line.text("type"));
        if (type.equals("user") || type.equals("assistant")) {
          lines.add(new Line(text(line.text("timestamp")), lane, line));
        }
      }
    }
    lines.sort((one, other) -> one.time.compareTo(other.time));
    List<Step> steps = new ArrayList<>();
    for (Line line : lines) {
      Conversation talk = lanes.getOrDefault(line.lane, new Conversation(line.lane));
      claudeLine(talk, line.line);
      steps.addAll(talk.taken());
    }
    for (Conversation talk : lanes.values()) {
      talk.flush();
      steps.addAll(talk.taken());
    }
    return new History(file.getFileName().toString(), steps);
  }

  private record Line(String time, String lane, JsonObject line) {}

  private static void claudeLine(Conversation talk, JsonObject line) {
    JsonObject message = line.object("message");
    JsonValue content = or(message.get("content"));
    if ("true".equals(Json.text(or(line.get("isCompactSummary"))).text())) {
      talk.restart();
    }
    if ("assistant".equals(message.text("role"))) {
      talk.part(text(message.text("id")), content);
      return;
    }
    String result = null;
    if (content instanceof JsonArray blocks) {
      for (JsonValue block : blocks.elements()) {
        if (block instanceof JsonObject object && "tool_result".equals(object.text("type"))) {
          JsonValue inner = or(object.get("content"));
          result = inner instanceof JsonString text ? text.value() : Json.text(inner).text();
        }
      }
    }
    talk.hear(JsonObject.builder().put("role", "user").put("content", content).build(), result);
  }

  /**
   * One conversation from the messages of many, until it holds so much.
   *
   * @param turns the fewest
   */
  static History derived(String name, List<History> sources, int bytes, int turns) {
    Conversation talk = new Conversation("");
    for (History source : sources) {
      for (Step step : source.steps()) {
        if (talk.bytes() >= bytes && talk.turns() >= turns) {
          return talk.history(name);
        }
        talk.replay(step);
      }
    }
    return talk.history(name);
  }

  private static JsonObject message(String role, String content) {
    return JsonObject.builder().put("role", role).put("content", content).build();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static JsonValue or(@Nullable JsonValue value) {
    return value == null ? JsonObject.EMPTY : value;
  }

  static List<Path> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }
}
