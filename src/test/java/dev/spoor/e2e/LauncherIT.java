package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.RawMcpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/spoor} in a checkout that has been built. */
class LauncherIT {
  private static final List<String> SCRIPTS = List.of("spoor", "java-home.sh", "class-archive");

  @TempDir private Path home;
  private Path checkout;
  private Path build;

  @BeforeEach
  void layOutCheckout() throws IOException {
    checkout = Files.createDirectories(home.resolve("checkout"));
    build = Files.createDirectories(checkout.resolve("target/launch/1-1"));
    Files.createDirectories(checkout.resolve("src/main"));
    Files.createDirectories(checkout.resolve("scripts"));
    for (String script : SCRIPTS) {
      Files.copy(
          Path.of("scripts", script),
          checkout.resolve("scripts").resolve(script),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    Files.copy(Path.of(System.getProperty("spoor.jar")), build.resolve("spoor.jar"));
    Files.writeString(build.resolveSibling("current"), "1-1\n");
  }

  private SpoorProcess.Ended spoor(String... arguments) {
    return new SpoorProcess(home).run(command(arguments));
  }

  private ProcessBuilder command(String... arguments) {
    ProcessBuilder command = new SpoorProcess(home).command();
    command.command(
        Stream.concat(Stream.of(checkout.resolve("scripts/spoor").toString()), Stream.of(arguments))
            .toList());
    return command;
  }

  /** A session with one call; returns what the server wrote to stderr. */
  private String served() {
    try (RawMcpClient client = RawMcpClient.start(command("mcp")).initialized("2025-11-25")) {
      client.called("start_trace", RawMcpClient.object("{'name':'launched'}"));
      client.result("tools/list", JsonObject.EMPTY);
      client.finish();
      return client.diagnostics();
    }
  }

  private Path archive() {
    return build.resolve("java-" + System.getProperty("java.version") + ".jsa");
  }

  /** Whether the JVM takes the archive: with sharing on, it does not start without. */
  private boolean fits(Path archive) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String jar = build.resolve("spoor.jar").toString();
    ProcessBuilder command =
        new ProcessBuilder(
            java, "-Xshare:on", "-XX:SharedArchiveFile=" + archive, "-jar", jar, "--version");
    return new SpoorProcess(home).run(command).code() == 0;
  }

  @Test
  void command_ofABuildWithoutArchive_makesIt() {
    SpoorProcess.Ended ended = spoor("--version");
    assertEquals(0, ended.code(), ended.err());
    assertTrue(ended.out().startsWith("spoor "), ended.out());
    assertEquals("", ended.err());
    assertTrue(fits(archive()));
    assertEquals("", served());
  }

  @Test
  void mcp_withoutArchive_servesWithoutMakingOne() {
    assertEquals("", served());
    assertFalse(Files.exists(archive()));
  }

  @Test
  void mcp_archiveOfAnotherJar_serves() throws IOException {
    assertEquals(0, spoor("--version").code());
    Files.setLastModifiedTime(
        build.resolve("spoor.jar"), FileTime.from(Instant.EPOCH.plus(Duration.ofDays(1))));
    assertFalse(fits(archive()));
    assertFalse(served().contains("spoor:"));
  }

  @Test
  void mcp_brokenArchive_serves() throws IOException {
    assertEquals(0, spoor("--version").code());
    Files.delete(archive());
    Files.writeString(archive(), "?");
    assertFalse(served().contains("spoor:"));
  }

  @Test
  void mcp_sourcesNewerThanTheBuild_servesTheOlderAndSaysSo() throws IOException {
    Path source = Files.writeString(checkout.resolve("src/main/New.java"), "class New {}");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plus(Duration.ofHours(1))));
    String diagnostics = served();
    assertTrue(diagnostics.contains("older build than the sources"), diagnostics);
  }
}
