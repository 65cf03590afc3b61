package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.e2e.ForeignClient.Script;
import dev.spoor.e2e.ForeignClient.Server;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that we did not write use the packaged program, and what they recorded is in its store.
 */
class ClientsIT {
  private static final String NEWEST_OF_HANDSHAKE = "2025-11-25";

  @TempDir private Path home;

  private SpoorProcess spoor() {
    return new SpoorProcess(home);
  }

  @Test
  @Tag("clients")
  void typescript_stdio_usesEverything() {
    Script client = new Script(Foreign.script("drive.mjs", "v1", "stdio"));
    assertUsed(client.drive(Server.spawnedBy(spoor().command("mcp"))));
  }

  @Test
  @Tag("clients")
  void typescriptThatProbes_stdio_usesEverythingAfterTwoSpawns() throws IOException {
    Script client = new Script(Foreign.script("drive.mjs", "v2", "stdio"));
    JsonObject got = client.drive(Server.spawnedBy(counted(spoor().command("mcp"))));
    assertUsed(got);
    assertEquals(NEWEST_OF_HANDSHAKE, got.text("protocol"));
    assertEquals(2, Files.readAllLines(home.resolve("spawned")).size());
  }

  @Test
  @Tag("clients")
  void inspector_stdio_usesEverything() {
    Inspector client = new Inspector(spoor(), home);
    assertUsed(client.drive(Server.spawnedBy(spoor().command("mcp"))));
  }

  @Test
  void javaSdk_stdio_usesEverything() {
    assertUsed(JavaSdk.overStdio().drive(Server.spawnedBy(spoor().command("mcp"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"legacy", "auto"})
  @Tag("clients")
  void python_stdio_usesEverything(String mode) {
    Script client = new Script(Foreign.python("drive.py", mode, "stdio"));
    JsonObject got = client.drive(Server.spawnedBy(spoor().command("mcp")));
    assertUsed(got);
    assertEquals(NEWEST_OF_HANDSHAKE, got.text("protocol"));
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
    got.object("contents").members().forEach(ClientsIT::assertText);
    got.object("prompts").members().forEach(ClientsIT::assertText);
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
