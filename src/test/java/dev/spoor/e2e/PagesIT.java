package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.e2e.SpoorProcess.Ended;
import dev.spoor.json.Json;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers as processes: who holds the port, who takes it over, who opens the page. */
class PagesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SAMPLE =
      "src/test/resources/samples/atif/kimi/build-pmars__E722qnQ/trajectory.json";

  @TempDir private Path home;
  private final Deque<ProcessHandle> started = new ArrayDeque<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private SpoorProcess spoor;

  @BeforeEach
  void start() {
    spoor = new SpoorProcess(home);
  }

  @AfterEach
  void endAll() {
    for (ProcessHandle process : started) {
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  /** A running {@code spoor serve}, and the line that it printed. */
  private record Server(Process process, JsonObject line) {
    String url() {
      return String.valueOf(line.text("url"));
    }

    String port() {
      return String.valueOf(URI.create(url()).getPort());
    }
  }

  @Test
  void serve_answersUntilItIsEnded() throws Exception {
    Server server = serve("0");
    assertEquals("serving", server.line().text("role"));
    JsonObject health = (JsonObject) Json.read(awaitAnswer(server.url() + "/healthz"));
    assertEquals("spoor", health.text("product"));
    assertEquals(server.line().text("store"), spoor.database().toRealPath().toString());
    server.process().destroy();
    server.process().waitFor();
    assertFalse(Files.exists(Path.of(spoor.database() + "-wal")), "the store was closed");
  }

  @Test
  void killedServer_isReplacedByTheOneThatWaited() throws Exception {
    Server first = serve("0");
    Server second = serve(first.port());
    assertEquals("following", second.line().text("role"));
    assertEquals(first.url(), second.url());
    String health = awaitAnswer(first.url() + "/healthz");
    first.process().destroyForcibly().waitFor();
    assertEquals(health, awaitAnswer(first.url() + "/healthz"));
  }

  @Test
  void serve_onPortOfAnotherStore_takesAFreeOneAndSaysSo(@TempDir Path elsewhere) throws Exception {
    Server first = serve("0");
    awaitAnswer(first.url() + "/healthz");
    Path said = home.resolve("said");
    ProcessBuilder other =
        new SpoorProcess(elsewhere)
            .command("serve", "--json", "--port", first.port())
            .redirectError(said.toFile());
    Server second = server(other);
    assertEquals("apart", second.line().text("role"));
    assertTrue(
        Files.readString(said).contains("over another store; links use " + second.url()),
        Files.readString(said));
  }

  @Test
  void open_withoutServer_startsOneThatStays() throws Exception {
    ProcessBuilder command = spoor.command("open");
    command.environment().put("SPOOR_PORT", "0");
    Ended opened = spoor.run(command);
    assertEquals(0, opened.code(), opened.err());
    Matcher process = Pattern.compile("end process (\\d+)").matcher(opened.err());
    assertTrue(process.find(), opened.err());
    ProcessHandle.of(Long.parseLong(process.group(1))).ifPresent(started::push);
    String url = opened.out().strip();
    assertTrue(url.endsWith("/runs"), url);
    assertTrue(awaitAnswer(url.replace("/runs", "/healthz")).contains("spoor"));
    Ended again = spoor.run(command);
    assertEquals(url, again.out().strip());
    assertFalse(again.err().contains("a server was started"), again.err());
  }

  @Test
  void open_ofRun_showsItOnTheServerThatRuns() throws Exception {
    Ended imported = spoor.run("import", "atif", Path.of(SAMPLE).toAbsolutePath().toString());
    String run = imported.out().split(" ", 2)[0];
    Server server = serve("0");
    awaitAnswer(server.url() + "/healthz");
    ProcessBuilder command = spoor.command("open", run.substring(0, 11));
    command.environment().put("SPOOR_PORT", server.port());
    Path shown = pretendDesktop(command);
    Ended opened = spoor.run(command);
    assertEquals(server.url() + "/runs/" + run, opened.out().strip());
    assertEquals("", opened.err());
    assertEquals(server.url() + "/runs/" + run, Files.readString(shown).strip());
    assertEquals(2, spoor.run("open", "run_0000000000").code());
  }

  @Test
  void doctor_tellsWhatWorks() throws Exception {
    ProcessBuilder command = spoor.command("doctor", "--json");
    command.environment().put("SPOOR_PORT", "0");
    Ended well = spoor.run(command);
    assertEquals(0, well.code(), well.out());
    assertEquals(JsonBoolean.of(true), ((JsonObject) Json.read(well.out())).get("ok"));
    Files.createDirectories(spoor.data());
    Files.writeString(spoor.database(), "no database ".repeat(1_000));
    Ended broken = spoor.run("doctor");
    assertEquals(1, broken.code(), broken.out());
    assertTrue(broken.out().contains("failure  store"), broken.out());
  }

  @Test
  void doctor_listsSettings() {
    Ended listed = spoor.run("--db", "other.db", "doctor", "--settings");
    assertEquals(0, listed.code(), listed.err());
    assertTrue(
        listed.out().lines().anyMatch(line -> line.matches("SPOOR_DB +other.db +option .*")),
        listed.out());
    assertTrue(
        listed
            .out()
            .lines()
            .anyMatch(line -> line.matches("SPOOR_HOST +127\\.0\\.0\\.1 +default .*")),
        listed.out());
  }

  private Server serve(String port) throws Exception {
    return server(spoor.command("serve", "--json", "--port", port));
  }

  private Server server(ProcessBuilder command) throws Exception {
    Process process = command.start();
    started.push(process.toHandle());
    BufferedReader says = process.inputReader(StandardCharsets.UTF_8);
    return new Server(process, (JsonObject) Json.read(says.readLine()));
  }

  /** A desktop whose browser only notes what it should show. */
  private Path pretendDesktop(ProcessBuilder command) throws IOException {
    Path shown = home.resolve("shown");
    Path opener = Files.writeString(home.resolve("xdg-open"), "#!/bin/sh\necho \"$1\" >" + shown);
    Files.setPosixFilePermissions(opener, PosixFilePermissions.fromString("rwx------"));
    command.environment().put("DISPLAY", ":0");
    command.environment().merge("PATH", home + ":", (path, first) -> first + path);
    return shown;
  }

  private String awaitAnswer(String url) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
        return client.send(request, BodyHandlers.ofString()).body();
      } catch (IOException nobodyYet) {
        assertTrue(System.nanoTime() < deadline, "nobody answered at " + url);
        LockSupport.parkNanos(20_000_000);
      }
    }
  }
}
