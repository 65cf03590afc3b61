package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.RawMcpClient;
import dev.spoor.mcp.protocol.SchemaTypes;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Score;
import dev.spoor.model.Span;
import dev.spoor.model.TraceId;
import dev.spoor.store.SpanReader;
import dev.spoor.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real {@code spoor mcp} in front of a real {@code spoor serve} of another home. */
class RemoteIT {
  private static final SchemaTypes RESULTS = SchemaTypes.ofResults();
  private static final String SECRET = "ghp_" + "a1B2c3D4e5".repeat(3) + "F6g7H8";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private SpoorProcess there;
  private SpoorProcess here;
  private int port;
  private String token;
  private ServingProcess server;

  @BeforeEach
  void prepare() throws IOException {
    there = new SpoorProcess(Files.createDirectory(folder.resolve("there")));
    here = new SpoorProcess(Files.createDirectory(folder.resolve("here")));
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    token = token("traces:write", "traces:read", "evals:run");
  }

  @AfterEach
  void end() throws InterruptedException {
    if (server != null) {
      server.kill();
    }
  }

  private String token(String... scopes) {
    String[] words =
        Stream.concat(
                Stream.of("token", "create", "--name", "t"),
                Stream.of(scopes).flatMap(scope -> Stream.of("--scope", scope)))
            .toArray(String[]::new);
    return there.run(words).out().strip().lines().findFirst().orElseThrow().strip();
  }

  /** What arrives is stored as it is, so that what is stored is what was sent. */
  private void serve() throws IOException {
    ProcessBuilder command = there.command("serve", "--json");
    command.environment().put("SPOOR_PORT", "" + port);
    command.environment().put("SPOOR_OTLP_PORT", "0");
    command.environment().put("SPOOR_REQUIRE_TOKEN", "1");
    command.environment().put("SPOOR_REDACT", "off");
    server = new ServingProcess(command);
  }

  private String url() {
    return "http://127.0.0.1:" + port;
  }

  private ProcessBuilder configured(ProcessBuilder command) {
    command.environment().put("SPOOR_URL", url());
    command.environment().put("SPOOR_TOKEN", token);
    command.environment().put("SPOOR_PROJECT", "shop");
    command.environment().put("SPOOR_TAGS", "ci");
    return command;
  }

  private RawMcpClient client() {
    return RawMcpClient.start(configured(here.command("mcp"))).initialized("2025-11-25");
  }

  private static JsonObject call(RawMcpClient client, String tool, String arguments) {
    JsonObject structured = client.called(tool, RawMcpClient.object(arguments));
    RESULTS.check(tool, structured);
    return structured;
  }

  private static JsonObject modern(RawMcpClient client, String tool, String arguments) {
    JsonObject result =
        client.modern("tools/call", "{'name':'" + tool + "','arguments':" + arguments + "}");
    JsonObject structured = result.object("structuredContent");
    assertNull(result.get("isError"), structured.write());
    RESULTS.check(tool, structured);
    return structured;
  }

  private interface Caller {
    JsonObject call(RawMcpClient client, String tool, String arguments);
  }

  /** What the server has of a run, once it has ended. */
  private record Stored(Run run, List<Span> spans) {
    Span named(String name) {
      return spans.stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
    }
  }

  private Stored stored(JsonObject answer) throws InterruptedException {
    server.close();
    server = null;
    TraceId traceId = new TraceId(answer.text("trace_id"));
    try (Store store = there.open()) {
      return new Stored(
          store.reader().run(traceId).orElseThrow(),
          store.reader().spans(traceId, SpanReader.Payloads.WHOLE));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-11-25", "2026-07-28"})
  void allTools_workAgainstTheServer(String revision) throws Exception {
    serve();
    RawMcpClient client = RawMcpClient.start(configured(here.command("mcp")));
    Caller era = revision.equals("2026-07-28") ? RemoteIT::modern : RemoteIT::call;
    JsonObject started;
    try (client) {
      if (!revision.equals("2026-07-28")) {
        client.initialized(revision);
      }
      assertEquals("0", era.call(client, "list_recent_traces", "{}").get("total").write());
      started = era.call(client, "start_trace", "{'name':'fix','input':'use " + SECRET + "'}");
      assertEquals(url() + "/runs/" + started.text("run_id"), started.text("url"));
      String ls = "{'name':'ls','kind':'tool','input':'ls','output':'a'}";
      era.call(client, "add_span", ls);
      era.call(client, "add_span", ls);
      JsonObject third = era.call(client, "add_span", ls);
      assertEquals("LOOP", first(third, "advice").text("code"));
      era.call(
          client,
          "add_span",
          "{'name':'plan','kind':'llm','model':'claude-sonnet-4-5','usage':{'input_tokens':1000,"
              + "'output_tokens':100},'attributes':{'env':'TOKEN="
              + SECRET
              + "'}}");
      era.call(client, "add_score", "{'name':'good','value':1,'reason':'" + SECRET + "'}");
      JsonObject ended =
          era.call(
              client,
              "end_trace",
              "{'output':'done','evals':[{'type':'contains','value':'done'}]}");
      assertEquals("0.0045", ended.get("cost_usd").write());
      assertEquals("LOOP", first(ended, "flags").text("code"));
      assertEquals("passed", ended.object("evals").object("gate").text("status"));
      JsonObject whole =
          era.call(
              client,
              "record_run",
              "{'name':'whole','spans':[{'span_id':'a','name':'p','kind':'agent'},"
                  + "{'parent_span_id':'a','name':'q','kind':'tool','duration_ms':5}]}");
      assertEquals("5", whole.get("duration_ms").write());
      String run = "'trace_id':'" + started.text("run_id") + "'";
      assertEquals(
          "fix", era.call(client, "get_trace", "{" + run + "}").object("trace").text("name"));
      JsonObject graded =
          era.call(client, "run_evals", "{" + run + ",'checks':[{'type':'cost','threshold':1}]}");
      assertEquals("passed", graded.object("gate").text("status"));
      JsonArray listed = era.call(client, "list_recent_traces", "{}").array("traces");
      assertEquals(2, listed.elements().size());
      assertEquals(
          url() + "/runs/" + whole.text("run_id"),
          ((JsonObject) listed.elements().get(0)).text("url"));
      client.finish();
    }
    assertNothingIsHere();
    Stored stored = stored(started);
    assertEquals("shop", stored.run().fields().get(RunField.PROJECT));
    assertEquals(List.of("ci"), stored.run().tags());
    assertTrue(stored.named("fix").input().text().startsWith("use [redacted:"));
    Score score =
        stored.run().scores().stream()
            .filter(s -> s.name().equals("good"))
            .findFirst()
            .orElseThrow();
    assertEquals(Score.Source.AGENT, score.source());
    assertFalse(stored.toString().contains(SECRET));
  }

  private static JsonObject first(JsonObject object, String array) {
    assertFalse(object.array(array).elements().isEmpty(), object::write);
    return (JsonObject) object.array(array).elements().get(0);
  }

  private void assertNothingIsHere() throws IOException {
    assertFalse(Files.exists(here.database()));
    assertEquals(List.of(), spooled());
  }

  private List<Path> spooled() throws IOException {
    return files(".write");
  }

  private List<Path> files(String ending) throws IOException {
    if (!Files.exists(here.data())) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(here.data())) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  @Test
  void resourcesPromptsAndCompletion_areTheServers() throws Exception {
    serve();
    try (RawMcpClient client = client()) {
      String runId = call(client, "record_run", "{'name':'n'}").text("run_id");
      JsonObject read =
          client.result(
              "resources/read", RawMcpClient.object("{'uri':'spoor://runs/" + runId + "'}"));
      assertTrue(first(read, "contents").text("text").contains("\"view\":\"summary\""));
      JsonObject missing =
          client.ask(
              "resources/read", RawMcpClient.object("{'uri':'spoor://runs/run_0000000000'}"));
      assertEquals("-32002", missing.object("error").get("code").write());
      JsonObject prompt =
          client.result(
              "prompts/get",
              RawMcpClient.object(
                  "{'name':'review-run','arguments':{'run_id':'" + runId.substring(0, 11) + "'}}"));
      assertTrue(first(prompt, "messages").write().contains(runId));
      JsonObject completed =
          client.result(
              "completion/complete",
              RawMcpClient.object(
                  "{'ref':{'type':'ref/prompt','name':'review-run'},"
                      + "'argument':{'name':'run_id','value':'run_'}}"));
      assertTrue(completed.write().contains(runId));
      client.finish();
    }
  }

  @Test
  void serverAway_runIsKeptAndArrivesWithTheTimesAtWhichItHappened() throws Exception {
    JsonObject started;
    try (RawMcpClient client = client()) {
      started = call(client, "start_trace", "{'name':'away','input':'" + SECRET + "'}");
      assertTrue(started.array("warnings").write().contains("1 write waits"), started.write());
      JsonObject open = call(client, "add_span", "{'name':'one','kind':'tool','status':'running'}");
      call(client, "add_span", "{'span_id':'" + open.text("span_id") + "','status':'ok'}");
      call(client, "add_span", "{'name':'two','kind':'tool'}");
      call(client, "add_score", "{'name':'good','value':1}");
      assertTrue(
          client.mistake("list_recent_traces", JsonObject.EMPTY).contains("does not answer"));
      assertEquals(5, spooled().size());
      for (Path file : spooled()) {
        assertFalse(Files.readString(file).contains(SECRET));
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
      serve();
      awaitDelivery(client);
      JsonObject ended = call(client, "end_trace", "{}");
      assertEquals("3", ended.get("span_count").write());
      client.finish();
    }
    assertNothingIsHere();
    Stored stored = stored(started);
    assertEquals(RunStatus.OK, stored.run().status());
    Span one = stored.named("one");
    Span two = stored.named("two");
    assertEquals(one.endedAt(), two.startedAt());
    assertTrue(two.endedAt().isBefore(stored.run().heardAt()));
    assertEquals(1, stored.run().scores().size());
  }

  /** Lists until the server answers, which it does after it has what waited. */
  private static void awaitDelivery(RawMcpClient client) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonObject listed = client.call("list_recent_traces", JsonObject.EMPTY);
    while (JsonBoolean.of(true).equals(listed.get("isError"))) {
      assertTrue(System.nanoTime() < deadline, listed::write);
      listed = client.call("list_recent_traces", JsonObject.EMPTY);
    }
  }

  @Test
  void serverKilledInTheMiddle_nothingIsLost() throws Exception {
    serve();
    JsonObject started;
    try (RawMcpClient client = client()) {
      started = call(client, "start_trace", "{'name':'n'}");
      call(client, "add_span", "{'name':'before','kind':'tool'}");
      server.kill();
      call(client, "add_span", "{'name':'meanwhile','kind':'tool'}");
      JsonObject ended = call(client, "end_trace", "{'output':'done'}");
      assertEquals("ok", ended.text("status"));
      serve();
      awaitDelivery(client);
      client.finish();
    }
    Stored stored = stored(started);
    assertEquals(RunStatus.OK, stored.run().status());
    assertEquals(3, stored.spans().size());
    assertEquals(stored.named("before").endedAt(), stored.named("meanwhile").startedAt());
  }

  @Test
  void processKilledWithAFullSpool_nextOneDelivers() throws Exception {
    String arguments = "{'name':'n','spans':[{'name':'a','kind':'tool','duration_ms':5}]}";
    JsonObject recorded;
    try (RawMcpClient client = client()) {
      recorded = call(client, "record_run", arguments);
      call(client, "start_trace", "{'name':'left open'}");
    }
    assertEquals(2, spooled().size());
    // As if it had been sent, and its sender killed before it could forget it.
    byte[] sent = Files.readAllBytes(spooled().get(0));
    Path again = spooled().get(0).resolveSibling("0000000000000000001.write");
    Files.write(again, sent);
    serve();
    try (RawMcpClient client = client()) {
      JsonObject listed = call(client, "list_recent_traces", "{}");
      assertEquals("2", listed.get("total").write());
      client.finish();
    }
    assertNothingIsHere();
    Stored stored = stored(recorded);
    assertEquals(2, stored.spans().size());
    assertEquals(Duration.ofMillis(5), stored.run().duration());
  }

  @Test
  void twoProcessesOneSpool_allArrivesOnce() throws Exception {
    try (RawMcpClient one = client();
        RawMcpClient other = client()) {
      for (int round = 0; round < 5; round++) {
        call(one, "record_run", "{'name':'one'}");
        call(other, "record_run", "{'name':'other'}");
      }
      assertEquals(10, spooled().size());
      serve();
      awaitDelivery(one);
      awaitDelivery(other);
      assertEquals("10", call(one, "list_recent_traces", "{}").get("total").write());
      one.finish();
      other.finish();
    }
    assertNothingIsHere();
  }

  @Test
  void openRun_ofAClientThatLeaves_isGivenUp() throws Exception {
    serve();
    JsonObject started;
    try (RawMcpClient client = client()) {
      started = call(client, "start_trace", "{'name':'n'}");
      client.finish();
    }
    Stored stored = stored(started);
    assertEquals(RunStatus.ABANDONED, stored.run().status());
    assertEquals("client_disconnected", stored.run().fields().get(RunField.HALT_REASON));
  }

  @Test
  void writeThatIsRefusedLater_isSetAsideAndTold() throws Exception {
    try (RawMcpClient client = client()) {
      call(
          client,
          "add_span",
          "{'trace_id':'0af7651916cd43dd8448eb211c80319c','name':'a','kind':'tool'}");
      call(client, "record_run", "{'name':'behind'}");
      serve();
      awaitDelivery(client);
      assertEquals("1", call(client, "list_recent_traces", "{}").get("total").write());
      client.finish();
      assertTrue(client.diagnostics().contains("refused"), client.diagnostics());
    }
    assertEquals(1, spooled().size());
    Path aside = spooled().get(0);
    assertEquals("refused", aside.getParent().getFileName().toString());
    assertTrue(Files.readString(aside).contains("404"), Files.readString(aside));
    String doctor = here.run(configured(here.command("doctor"))).out();
    assertTrue(doctor.contains("1 writes were refused"), doctor);
  }

  @Test
  void whoIsNotLetIn_isToldWhatToDo() throws Exception {
    serve();
    String full = token;
    token = "spoor_" + "a".repeat(36);
    assertTrue(refused("record_run", "{'name':'n'}").contains("SPOOR_TOKEN"));
    assertTrue(doctor().contains("failure  server"), doctor());
    token = token("traces:read");
    String lacking = refused("record_run", "{'name':'n'}");
    assertTrue(lacking.contains("lacks the scope traces:write"), lacking);
    assertTrue(refused("get_trace", "{'trace_id':'run_0000000000'}").contains("lacks the scope"));
    assertTrue(doctor().contains("the token has traces:read"), doctor());
    token = token("traces:write");
    try (RawMcpClient client = client()) {
      call(client, "record_run", "{'name':'n'}");
      client.finish();
    }
    token = full;
    assertTrue(doctor().contains("ok       server"), doctor());
    assertNothingIsHere();
  }

  private String doctor() {
    return here.run(configured(here.command("doctor"))).out();
  }

  private String refused(String tool, String arguments) {
    try (RawMcpClient client = client()) {
      String told = client.mistake(tool, RawMcpClient.object(arguments));
      client.finish();
      return told;
    }
  }

  @Test
  void strangerOnThePort_isToldNothing() throws Exception {
    try (Stranger stranger = new Stranger(port)) {
      assertTrue(refused("record_run", "{'name':'n'}").contains("does not say"));
      assertTrue(refused("list_recent_traces", "{}").contains("SPOOR_URL"));
      assertNotNull(stranger.heard());
      assertFalse(stranger.heard().contains(token), stranger.heard());
      assertFalse(stranger.heard().contains("POST"), stranger.heard());
    }
    assertNothingIsHere();
  }
}
