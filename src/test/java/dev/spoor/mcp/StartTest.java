package dev.spoor.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.Main;
import dev.spoor.codec.RandomIds;
import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.Faults;
import dev.spoor.mcp.protocol.Features;
import dev.spoor.mcp.protocol.Introduction;
import dev.spoor.mcp.protocol.RawMcpClient;
import dev.spoor.mcp.protocol.SdkAnswers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first second of a session: clients start servers twice, and wait for both. */
class StartTest {
  private static final Path WRITTEN = Path.of("src/main/resources/dev/spoor/mcp/introduction.json");
  private static final Pattern SLOW =
      Pattern.compile(
          "(io\\.modelcontextprotocol|reactor|com\\.networknt|tools\\.jackson\\.databind|picocli"
              + "|org\\.eclipse\\.jetty|org\\.sqlite|java\\.net\\.http)\\.\\S+");

  @TempDir private Path home;

  private final Features features =
      SpoorFeatures.of(
          "7",
          new ToolContext(
              () -> {
                throw new AssertionError("nothing is opened to list tools");
              },
              new Connection(),
              RunDefaults.NONE,
              new RandomIds(new Random(1)),
              () -> Instant.EPOCH),
          new Faults(System.err, new Random(1)));

  @Test
  void introduction_isWhatTheFeaturesSay() throws IOException {
    String made = Introduction.of(features).written().write() + "\n";
    Path fresh = Files.writeString(Path.of("target", "introduction.json"), made);
    assertTrue(
        Files.exists(WRITTEN) && Files.readString(WRITTEN).equals(made),
        "the features changed: cp " + fresh + " " + WRITTEN);
    assertEquals(Introduction.of(features), SpoorFeatures.introduction("7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "1999-01-01"})
  void introduction_isThatOfTheSdk(String revision) {
    SdkAnswers sdk = new SdkAnswers(features);
    Introduction written = SpoorFeatures.introduction("7");
    assertEquals(sdk.initialize(revision), SdkAnswers.ours(written, revision));
    assertEquals(sdk.tools(), SdkAnswers.ours(written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://192.0.2.1:4319"})
  void start_ofBothEras_loadsNoLibraryThatIsSlow(String url) throws IOException {
    Path log = home.resolve("classes.log");
    ProcessBuilder command = RawMcpClient.command(Main.class, "mcp");
    command.command().add(1, "-Xlog:class+load:file=" + log);
    command.environment().keySet().removeIf(name -> name.startsWith("SPOOR_"));
    command.environment().put("SPOOR_HOME", home.resolve("data").toString());
    command.environment().put("SPOOR_URL", url);
    try (RawMcpClient client = RawMcpClient.start(command.directory(home.toFile()))) {
      client.modern("server/discover", "{}");
      client.modern("tools/list", "{}");
      client.initialized("2025-11-25");
      client.result("ping", JsonObject.EMPTY);
      client.result("tools/list", JsonObject.EMPTY);
      assertEquals(List.of(), client.finish());
    }
    List<String> slow =
        SLOW.matcher(Files.readString(log)).results().map(found -> found.group()).toList();
    assertEquals(List.of(), slow);
    assertFalse(Files.exists(home.resolve("data")));
  }

  @Test
  void laterRequest_ofAClientThatAskedOnlyThat_isAnswered() {
    ProcessBuilder command = RawMcpClient.command(Main.class, "mcp", "--no-viewer");
    command.environment().keySet().removeIf(name -> name.startsWith("SPOOR_"));
    command.environment().put("SPOOR_HOME", home.resolve("data").toString());
    try (RawMcpClient client =
        RawMcpClient.start(command.directory(home.toFile())).initialized("2025-06-18")) {
      assertEquals(
          JsonObject.EMPTY,
          client.result("logging/setLevel", RawMcpClient.object("{'level':'info'}")));
      assertEquals("0", client.called("list_recent_traces", JsonObject.EMPTY).get("total").write());
      assertEquals(List.of(), client.finish());
    }
  }
}
