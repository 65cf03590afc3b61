package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.e2e.ForeignClient.Script;
import dev.spoor.e2e.ForeignClient.Server;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Payload;
import dev.spoor.model.Run;
import dev.spoor.model.RunFilter;
import dev.spoor.model.Score;
import dev.spoor.model.Span;
import dev.spoor.store.SpanReader.Payloads;
import dev.spoor.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Clients that we did not write use the packaged program, and what they recorded is in its store.
 */
class ClientsIT {
  private static final String NEWEST = "2026-07-28";
  private static final Set<String> RESOURCES =
      Set.of("spoor://suites", "spoor://runs/RUN", "spoor://runs/RUN/spans/SPAN");
  private static final Set<String> PROMPTS =
      Set.of("trace-this-session", "review-run", "postmortem");

  @TempDir private Path home;

  private SpoorProcess spoor() {
    return new SpoorProcess(home);
  }

  @Test
  @Tag("clients")
  void typescript_stdio_usesEverything() {
    assertUsed(script("drive.mjs", "v1", "stdio").drive(spawned()));
  }

  @Test
  @Tag("clients")
  void typescriptThatProbes_stdio_usesEverythingAfterTwoSpawns() throws IOException {
    JsonObject got =
        script("drive.mjs", "v2", "stdio").drive(Server.spawnedBy(counted(spoor().command("mcp"))));
    assertUsed(got);
    assertEquals(NEWEST, got.text("protocol"));
    assertEquals(2, Files.readAllLines(home.resolve("spawned")).size());
  }

  @ParameterizedTest
  @CsvSource({"legacy, 2025-11-25", "auto, 2026-07-28"})
  @Tag("clients")
  void python_stdio_usesEverything(String mode, String revision) {
    JsonObject got = python(mode, "stdio").drive(spawned());
    assertUsed(got);
    assertEquals(revision, got.text("protocol"));
  }

  @Test
  @Tag("clients")
  void inspector_stdio_usesEverything() {
    assertUsed(new Inspector(spoor(), home).drive(spawned()));
  }

  @Test
  void javaSdk_stdio_usesEverything() {
    assertUsed(JavaSdk.overStdio().drive(spawned()));
  }

  @ParameterizedTest
  @CsvSource({"v1, http, /mcp", "v1, sse, /sse", "v2, http, /mcp"})
  @Tag("clients")
  void typescript_http_usesEverything(String version, String transport, String path)
      throws Exception {
    JsonObject got = served(script("drive.mjs", version, transport), path);
    assertUsed(got);
    assertEquals(version.equals("v2") ? NEWEST : null, got.text("protocol"));
  }

  @ParameterizedTest
  @CsvSource({
    "legacy, http, /mcp, 2025-11-25",
    "auto, http, /mcp, 2026-07-28",
    "legacy, sse, /sse, 2024-11-05"
  })
  @Tag("clients")
  void python_http_usesEverything(String mode, String transport, String path, String revision)
      throws Exception {
    JsonObject got = served(python(mode, transport), path);
    assertUsed(got);
    assertEquals(revision, got.text("protocol"));
  }

  @Test
  @Tag("clients")
  void inspector_http_usesEverything() throws Exception {
    assertUsed(served(new Inspector(spoor(), home), "/mcp"));
  }

  @Test
  void javaSdk_http_usesEverything() throws Exception {
    assertUsed(served(JavaSdk.overHttp(), ""));
  }

  @Test
  void javaSdk_sse_usesEverything() throws Exception {
    assertUsed(served(JavaSdk.overSse(), ""));
  }

  private static Script script(String name, String... arguments) {
    return new Script(Foreign.script(name, arguments));
  }

  private static Script python(String mode, String transport) {
    return new Script(Foreign.python("drive.py", mode, transport));
  }

  private Server spawned() {
    return Server.spawnedBy(spoor().command("mcp"));
  }

  /** What the client got from a server of our own, which has ended. */
  private JsonObject served(ForeignClient client, String path) throws Exception {
    Process serving =
        spoor().command("serve", "--json").redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader lines = serving.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      assertNotNull(line, () -> "ended with " + serving.onExit().join().exitValue());
      return client.drive(Server.at(((JsonObject) Json.read(line)).text("url") + path));
    } finally {
      serving.destroy();
      serving.waitFor();
    }
  }

  /** The same command, which leaves a line in the file "spawned" each time it is run. */
  private ProcessBuilder counted(ProcessBuilder command) {
    String script = "echo spawned >>'" + home.resolve("spawned") + "'; exec \"$@\"";
    List<String> counting = new ArrayList<>(List.of("/bin/sh", "-c", script, "counting"));
    counting.addAll(command.command());
    return command.command(counting);
  }

  private void assertUsed(JsonObject got) {
    assertAnswered(got);
    assertStored();
  }

  private static void assertAnswered(JsonObject got) {
    JsonArray results = got.array("results");
    List<String> called = new ArrayList<>();
    for (int i = 0; i < results.elements().size(); i++) {
      JsonObject result = (JsonObject) results.elements().get(i);
      boolean mistake = i == results.elements().size() - 1;
      called.add(String.valueOf(result.text("tool")));
      assertEquals(String.valueOf(mistake), result.get("failed").write(), result.write());
      assertFalse(String.valueOf(result.text("text")).isBlank(), result.write());
      assertFalse(result.object("structured").members().isEmpty(), result.write());
    }
    assertEquals(new TreeSet<>(texts(got.array("tools"))), new TreeSet<>(called));
    assertEquals(RESOURCES, kinds(got.object("contents")));
    got.object("contents").members().forEach(ClientsIT::assertText);
    assertEquals(PROMPTS, got.object("prompts").members().keySet());
    got.object("prompts").members().forEach(ClientsIT::assertText);
    got.object("completions")
        .members()
        .forEach((name, values) -> assertFalse(values.equals(JsonArray.EMPTY), name));
  }

  /** The addresses without their ids. */
  private static Set<String> kinds(JsonObject contents) {
    return contents.members().keySet().stream()
        .map(uri -> uri.replaceAll("run_\\w+", "RUN").replaceAll("spans/\\w+", "spans/SPAN"))
        .collect(Collectors.toSet());
  }

  private static void assertText(String name, JsonValue value) {
    assertTrue(value instanceof JsonString text && !text.value().isBlank(), name);
  }

  private static List<String> texts(JsonArray array) {
    return array.elements().stream().map(text -> ((JsonString) text).value()).toList();
  }

  private void assertStored() {
    try (Store store = spoor().open()) {
      List<Run> runs =
          store.reader().runs(RunFilter.ALL, null, 10).runs().stream()
              .filter(run -> "foreign".equals(run.agent()))
              .toList();
      assertEquals(List.of("whole", "driven"), runs.stream().map(Run::name).toList());
      assertEquals(List.of("error", "ok"), runs.stream().map(run -> run.status().word()).toList());
      Run driven = runs.get(1);
      assertEquals(List.of("useful 0.25"), ofAgent(driven));
      List<Span> spans = store.reader().spans(driven.traceId(), Payloads.WHOLE);
      assertEquals(3 + 1, spans.size(), "root, two steps and the evaluation");
      for (JsonObject sent : sentSpans()) {
        Span span = named(String.valueOf(sent.text("name")), spans);
        assertEquals(text(sent.get("input")), text(span.input()));
        assertEquals(text(sent.get("output")), text(span.output()));
      }
    }
  }

  private static List<String> ofAgent(Run run) {
    return run.scores().stream()
        .filter(score -> score.source() == Score.Source.AGENT)
        .map(score -> score.name() + " " + score.value())
        .toList();
  }

  private static List<JsonObject> sentSpans() {
    return ForeignClient.calls().elements().stream()
        .map(call -> (JsonObject) call)
        .filter(call -> "add_span".equals(call.text("tool")))
        .map(call -> call.object("arguments"))
        .toList();
  }

  private static Span named(String name, List<Span> spans) {
    return spans.stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
  }

  private static @Nullable String text(@Nullable JsonValue sent) {
    return sent instanceof JsonString text ? text.value() : sent == null ? null : sent.write();
  }

  private static @Nullable String text(@Nullable Payload stored) {
    return stored == null ? null : stored.text();
  }
}
