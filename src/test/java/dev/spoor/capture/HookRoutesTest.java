package dev.spoor.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.codec.hook.HookClient;
import dev.spoor.http.Address;
import dev.spoor.http.HttpServer;
import dev.spoor.http.Identity;
import dev.spoor.http.QuickPost;
import dev.spoor.http.Site;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Span;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hooks of agents over a real server into a real store. */
class HookRoutesTest {
  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();
  private ImportRoom room;
  private HookIntake intake;
  private HttpServer server;
  private Path projects;

  @BeforeEach
  void open() throws IOException {
    room = new ImportRoom(folder.resolve("store"));
    projects = Files.createDirectories(folder.resolve("claude/projects"));
    TranscriptRoots roots = new TranscriptRoots(Map.of(CodingAgent.CLAUDE_CODE, List.of(projects)));
    intake = room.hooks(roots, folder.resolve("home"), said);
    server =
        HttpServer.start(
            new Address("127.0.0.1", 0),
            new Site(
                new Identity("spoor", "1.2.3", "store-1"),
                () -> new HookRoutes(intake).routes(),
                Set.of(),
                (what, fault) -> {
                  throw new AssertionError(what, fault);
                }));
  }

  @AfterEach
  void close() throws IOException {
    intake.close();
    server.close();
    room.close();
  }

  private HttpResponse<String> post(String client, String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + server.port() + "/hooks/" + client))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private void claude(String event, String more) throws Exception {
    String body =
        """
        {"hook_event_name":"%s","session_id":"s1","prompt_id":"p1","cwd":"/home/me/shop"%s}\
        """
            .formatted(event, more.isEmpty() ? "" : "," + more.replace('\'', '"'));
    assertEquals(204, post("claude-code", body).statusCode());
  }

  /** All that was sent is stored. */
  private List<Span> spans(Run run) {
    return room.spans(run.traceId());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"hook_event_name\":\"Dream\",\"session_id\":\"s1\"}",
        "{\"hook_event_name\":\"PreToolUse\",\"session_id\":\"s1\"}",
        "{\"hook_event_name\":7,\"session_id\":[]}"
      })
  void post_ofAnyObject_isAcceptedWithAnEmptyBody(String body) throws Exception {
    for (String client : List.of("claude-code", "cursor", "codex")) {
      HttpResponse<String> answer = post(client, body);

      assertEquals(204, answer.statusCode());
      assertEquals("", answer.body());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "7", "[]", "{\"a\":1}}"})
  void post_ofAnythingElse_isAProblem(String body) throws Exception {
    HttpResponse<String> answer = post("claude-code", body);

    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("must be a JSON object"), answer.body());
  }

  @Test
  void post_ofAnUnknownClient_isNotFound() throws Exception {
    assertEquals(404, post("emacs", "{}").statusCode());
  }

  @Test
  void turn_isARunWithItsSteps() throws Exception {
    claude("UserPromptSubmit", "'prompt':'Fix the login test'");
    claude("PreToolUse", "'tool_name':'Bash','tool_use_id':'c1','tool_input':{'command':'ls'}");
    claude(
        "PostToolUse",
        "'tool_name':'Bash','tool_use_id':'c1','tool_input':{'command':'ls'},'tool_response':{'stdout':'a'}");
    claude("PreToolUse", "'tool_name':'Read','tool_use_id':'c2','tool_input':{}");
    claude("PostToolUseFailure", "'tool_name':'Read','tool_use_id':'c2','error':'no such file'");
    claude("Stop", "'last_assistant_message':'Done.'");
    intake.close();

    Run run = room.run("Fix the login test");
    assertEquals(RunStatus.OK, run.status());
    assertEquals("shop", run.fields().get(RunField.PROJECT));
    assertEquals("s1", run.fields().get(RunField.SESSION_ID));
    List<Span> spans = spans(run);
    assertEquals(
        List.of("Fix the login test", "Bash", "Read"), spans.stream().map(Span::name).toList());
    assertEquals(SpanStatus.OK, spans.get(1).status());
    assertEquals("{\"stdout\":\"a\"}", spans.get(1).output().text());
    assertEquals(SpanStatus.ERROR, spans.get(2).status());
    assertEquals("no such file", spans.get(2).error().message());
    assertEquals(new HookIntake.Counts(0, 0, 0), intake.counts());
    assertEquals(List.of(), said);
  }

  @Test
  void subAgent_worksUnderTheCallThatBeganIt() throws Exception {
    claude("UserPromptSubmit", "'prompt':'Go'");
    claude(
        "PreToolUse",
        "'tool_name':'Task','tool_use_id':'c1','tool_input':{'subagent_type':'Explore','description':'Look'}");
    claude("SubagentStart", "'agent_id':'a1','agent_type':'Explore'");
    claude("PreToolUse", "'tool_name':'Bash','tool_use_id':'d1','agent_id':'a1'");
    claude("SubagentStop", "'agent_id':'a1','agent_type':'Explore'");
    intake.close();

    List<Span> spans = spans(room.run("Go"));
    Span task = spans.stream().filter(span -> span.name().equals("Look")).findFirst().orElseThrow();
    Span bash = spans.stream().filter(span -> span.name().equals("Bash")).findFirst().orElseThrow();
    assertEquals(3, spans.size());
    assertEquals(task.spanId(), bash.fields().get(SpanField.PARENT));
  }

  @Test
  void cursor_turn_isARun() throws Exception {
    String common =
        ",\"conversation_id\":\"c\",\"generation_id\":\"g\",\"workspace_roots\":[\"/home/me/shop\"]}";
    for (String event :
        List.of(
            "{\"hook_event_name\":\"beforeSubmitPrompt\",\"prompt\":\"Go\"",
            "{\"hook_event_name\":\"postToolUse\",\"tool_name\":\"Shell\",\"tool_use_id\":\"t\",\"tool_output\":\"ok\"",
            "{\"hook_event_name\":\"afterAgentResponse\",\"text\":\"Done\"",
            "{\"hook_event_name\":\"stop\",\"status\":\"aborted\"")) {
      assertEquals(204, post("cursor", event + common).statusCode());
    }
    intake.close();

    Run run = room.run("Go");
    assertEquals(RunStatus.CANCELLED, run.status());
    assertEquals("shop", run.fields().get(RunField.PROJECT));
    assertEquals("ok", spans(run).get(1).output().text());
    assertEquals("Done", spans(run).get(0).output().text());
  }

  private Path transcript(Path target) throws IOException {
    String common = "\"sessionId\":\"s1\",\"timestamp\":\"2026-11-20T11:59:5%dZ\",";
    return Files.writeString(
        target,
        String.join(
            "\n",
            "{\"type\":\"user\",\"uuid\":\"u1\",\"promptId\":\"p1\","
                + common.formatted(0)
                + "\"message\":{\"role\":\"user\",\"content\":\"Fix the login test\"}}",
            "{\"type\":\"assistant\",\"uuid\":\"a1\","
                + common.formatted(1)
                + "\"message\":{\"id\":\"msg_1\",\"role\":\"assistant\",\"model\":\"claude-sonnet-4-5\","
                + "\"stop_reason\":\"tool_use\",\"content\":[{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"Bash\","
                + "\"input\":{\"command\":\"ls\"}}],\"usage\":{\"input_tokens\":10,\"output_tokens\":2}}}",
            "{\"type\":\"user\",\"uuid\":\"r1\","
                + common.formatted(2)
                + "\"message\":{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"toolu_1\",\"content\":\"a.txt\"}]}}",
            ""));
  }

  @Test
  void toolSpan_ofHookAndTranscript_isOne() throws Exception {
    Path file = transcript(projects.resolve("s1.jsonl"));
    claude("UserPromptSubmit", "'prompt':'Fix the login test'");
    claude(
        "PreToolUse", "'tool_name':'Bash','tool_use_id':'toolu_1','tool_input':{'command':'ls'}");
    claude("PostToolUse", "'tool_name':'Bash','tool_use_id':'toolu_1','tool_response':'a.txt'");
    claude("Stop", "'transcript_path':'" + file + "'");
    intake.close();

    assertEquals(1, room.runs().size());
    List<Span> spans = spans(room.run("Fix the login test"));
    assertEquals(
        List.of("Bash", "Fix the login test", "claude-sonnet-4-5"),
        spans.stream().map(Span::name).sorted().toList());
    Span bash = spans.stream().filter(span -> span.name().equals("Bash")).findFirst().orElseThrow();
    assertEquals("toolu_1", bash.fields().get(SpanField.TOOL_CALL_ID));
    assertEquals("a.txt", bash.output().text());
  }

  @Test
  void transcript_elsewhere_isIgnoredAndCounted() throws Exception {
    Path outside = transcript(folder.resolve("outside.jsonl"));
    Path text = transcript(projects.resolve("notes.txt"));
    Path link = Files.createSymbolicLink(projects.resolve("link.jsonl"), outside);
    Path directory = Files.createDirectories(projects.resolve("folder.jsonl"));
    String up = projects.resolve("../../outside.jsonl").toString();
    for (String path :
        List.of(
            outside + "", text + "", link + "", directory + "", up, "s1.jsonl", "/no/such.jsonl")) {
      claude("Stop", "'transcript_path':'" + path + "'");
    }
    intake.close();

    assertEquals(7, intake.counts().ignoredTranscripts());
    assertTrue(room.runs().stream().allMatch(run -> run.totals().spanCount() == 1));
  }

  @Test
  void hookThatWaited_isStoredByTheNextServerOnce() throws Exception {
    intake.close();
    HookSpool spool = new HookSpool(folder.resolve("home"));
    byte[] prompt =
        """
        {"hook_event_name":"UserPromptSubmit","session_id":"s1","prompt_id":"p7","prompt":"Late"}
        """
            .getBytes(StandardCharsets.UTF_8);
    Instant at = Instant.parse("2026-11-20T11:00:00Z");
    assertTrue(spool.put(HookClient.CLAUDE_CODE, prompt, at, 1));
    assertTrue(spool.put(HookClient.CODEX, "junk".getBytes(StandardCharsets.UTF_8), at, 2));
    try (HookIntake next =
        room.hooks(new TranscriptRoots(Map.of()), folder.resolve("home"), said)) {
      next.start();
    }

    assertEquals(at, spans(room.run("Late")).get(0).fields().get(SpanField.STARTED_AT));
    assertEquals(1, said.size());
    try (Stream<Path> left = Files.list(folder.resolve("home/spool"))) {
      assertEquals(List.of("lock"), left.map(file -> file.getFileName().toString()).toList());
    }
  }

  @Test
  void spool_isBounded() throws IOException {
    HookSpool spool = new HookSpool(folder.resolve("full"));
    byte[] large = new byte[32 << 20];

    assertTrue(spool.put(HookClient.CODEX, large, Instant.EPOCH, 1));
    assertTrue(spool.put(HookClient.CODEX, large, Instant.EPOCH, 2));
    assertEquals(false, spool.put(HookClient.CODEX, new byte[1], Instant.EPOCH, 3));
  }

  @Test
  void quickPost_reachesTheServerAndNobodyElse() {
    byte[] event = "{\"hook_event_name\":\"Stop\"}".getBytes(StandardCharsets.UTF_8);
    Address address = new Address("127.0.0.1", server.port());
    Duration patience = Duration.ofSeconds(5);

    assertTrue(QuickPost.json(address, "spoor", "/hooks/codex", event, patience));
    assertEquals(false, QuickPost.json(address, "jaeger", "/hooks/codex", event, patience));
    assertEquals(false, QuickPost.json(address, "spoor", "/hooks/emacs", event, patience));
    assertEquals(
        false,
        QuickPost.json(new Address("127.0.0.1", 1), "spoor", "/hooks/codex", event, patience));
  }
}
