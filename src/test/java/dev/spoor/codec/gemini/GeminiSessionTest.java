package dev.spoor.codec.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.spoor.codec.BatchText;
import dev.spoor.codec.Told;
import dev.spoor.codec.session.Oddities;
import dev.spoor.codec.session.Pieces;
import dev.spoor.codec.session.Pieces.Line;
import dev.spoor.json.Json;
import dev.spoor.json.JsonReadException;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.RunDraft;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import dev.spoor.model.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GeminiSessionTest {
  private static final Path SAMPLES = Path.of("src/test/resources/samples/gemini");
  private static final Path SNAPSHOTS = Path.of("src/test/resources/snapshots/gemini");
  private static final TraceId U1 = TraceId.derived("gemini-cli", "g1", "u1");

  private final Oddities oddities = new Oddities();

  private GeminiSession session() {
    return new GeminiSession(
        "file", directory -> directory.substring(directory.lastIndexOf('/') + 1), oddities);
  }

  private static Line line(String agent, String json) {
    return new Line(agent, json.replace('\'', '"'));
  }

  private static Line own(String json) {
    return line(null, json);
  }

  private static Line message(String id, int second, String type, String more) {
    return own(messageJson(id, second, type, more));
  }

  private static String messageJson(String id, int second, String type, String more) {
    return "{'id':'%s','timestamp':'2026-05-01T10:00:%02dZ','type':'%s',%s}"
        .formatted(id, second, type, more);
  }

  private static final Line META =
      own("{'sessionId':'g1','projectHash':'h','startTime':'2026-05-01T10:00:00Z','kind':'main'}");

  /** Two turns, a tool that fails, a sub-agent, messages written again, a rewind. */
  private static List<Line> whole() {
    String tokens =
        "'model':'gemini-2.5-pro','tokens':{'input':100,'output':10,'cached':40,'thoughts':5,'tool':3,'total':118}";
    String calls =
        "'toolCalls':[{'id':'c1','name':'read_file','args':{'path':'a'},'status':'error','result':[{'functionResponse':{'response':{'error':'no such file'}}}],'timestamp':'2026-05-01T10:00:06Z'},"
            + "{'id':'c2','name':'codebase_investigator','args':{},'status':'success','agentId':'sub1','timestamp':'2026-05-01T10:00:09Z'}]";
    List<Line> lines = new ArrayList<>();
    lines.add(META);
    lines.add(message("i0", 0, "info", "'content':'An update is there'"));
    lines.add(message("u1", 1, "user", "'content':[{'text':'Fix the login bug'}]"));
    lines.add(message("a1", 4, "gemini", "'content':'Let me look.'," + tokens));
    lines.add(line("sub1", "{'sessionId':'sub1','projectHash':'h','kind':'subagent'}"));
    lines.add(line("sub1", messageJson("su", 5, "user", "'content':'Investigate'")));
    lines.add(
        line(
            "sub1",
            messageJson(
                "sa",
                6,
                "gemini",
                "'content':'','toolCalls':[{'id':'sc','name':'grep','status':'success'}]")));
    lines.add(line("sub1", messageJson("sb", 8, "gemini", "'content':'Found it'," + tokens)));
    lines.add(message("a1", 4, "gemini", "'content':'Let me look.'," + tokens + "," + calls));
    lines.add(message("a2", 12, "gemini", "'content':'Fixed.'," + tokens));
    lines.add(own("{'$set':{'lastUpdated':'2026-05-01T10:00:12Z','summary':'Login'}}"));
    lines.add(message("u2", 20, "user", "'content':'Now the docs'"));
    lines.add(message("e1", 22, "error", "'content':'quota exceeded'"));
    lines.add(own("{'$rewindTo':'u2'}"));
    lines.add(message("u3", 30, "user", "'content':'Only the README'"));
    return lines;
  }

  private Told told() {
    return Told.of(Pieces.whole(session(), whole()));
  }

  private static Line sample(String name) throws IOException {
    return Line.own(Files.readString(SAMPLES.resolve(name + ".json")));
  }

  /** To renew them: {@code -Dsnapshots.write=true}, then look at the difference. */
  @ParameterizedTest
  @ValueSource(strings = {"standard_session", "thinking_only", "tool_calls"})
  void sample_isAsBefore(String name) throws IOException {
    Path snapshot = SNAPSHOTS.resolve(name + ".txt");
    String text = BatchText.of(Pieces.whole(session(), List.of(sample(name))));
    if (Boolean.getBoolean("snapshots.write")) {
      Files.createDirectories(SNAPSHOTS);
      Files.writeString(snapshot, text);
    }

    assertEquals(Files.readString(snapshot), text);
    assertEquals(Map.of(), oddities.counts());
  }

  @Test
  void sampleOfTheProgramsWordsOnly_isNoRun() throws IOException {
    Batch batch = Pieces.whole(session(), List.of(sample("system_messages")));

    assertEquals(List.of(), batch.runs());
  }

  @Test
  void session_readInPieces_isTheSame() {
    Pieces.assertSameInPieces(this::session, whole());
  }

  @Test
  void wholeFile_isAsItsLines() throws JsonReadException {
    List<String> messages =
        whole().stream()
            .filter(line -> line.agent() == null)
            .map(Line::text)
            .filter(text -> text.contains("\"id\""))
            .toList();
    String meta = META.text();
    String file =
        meta.substring(0, meta.length() - 1)
            + ",\"messages\":["
            + String.join(",", messages)
            + "]}";
    Json.read(file);
    Told inLines = told();
    Told atOnce = Told.of(Pieces.whole(session(), List.of(Line.own(file))));

    assertEquals(inLines.runs.keySet(), atOnce.runs.keySet());
  }

  @Test
  void turns_areRunsKeyedByTheirMessages() {
    List<RunDraft> runs = Pieces.whole(session(), whole()).runs();

    assertEquals(
        List.of("u1", "u2", "u3"), runs.stream().map(RunDraft::turn).map(TurnKey::turn).toList());
    assertEquals(U1, runs.get(0).traceId());
    assertTrue(runs.get(1).fields().get(RunField.METADATA).text().contains("\"rewound\":true"));
    assertTrue(runs.get(0).fields().get(RunField.METADATA).text().contains("Login"));
    assertEquals(Map.of(), oddities.counts());
  }

  @Test
  void usage_countsThoughtsAsOutputAndToolsAsInput() {
    Fields call = told().spans.get(U1).get(SpanId.derived(U1, "a2"));

    assertEquals(new Usage(63, 40, 0, 0, 15, 5, false), call.get(SpanField.USAGE));
    assertEquals("gemini-2.5-pro", call.get(SpanField.MODEL));
    assertEquals("Fixed.", call.get(SpanField.OUTPUT).text());
    assertTrue(call.get(SpanField.INPUT).text().contains("no such file"));
  }

  @Test
  void messagesWrittenAnew_whenASessionIsResumed_keepWhatTheyTook() {
    List<Line> lines = new ArrayList<>(whole());
    lines.add(
        own(
            "{'$set':{'messages':[{'id':'a2','timestamp':'2026-05-01T11:00:00Z','type':'gemini',"
                + "'content':[{'text':'Fixed.'}]}]}}"));
    Fields call =
        Told.of(Pieces.whole(session(), lines)).spans.get(U1).get(SpanId.derived(U1, "a2"));

    assertEquals(new Usage(63, 40, 0, 0, 15, 5, false), call.get(SpanField.USAGE));
    assertEquals("2026-05-01T10:00:12Z", call.get(SpanField.ENDED_AT).toString());
  }

  @Test
  void tools_haveTheirOutcome() {
    Fields tool = told().named("read_file");

    assertEquals(SpanStatus.ERROR, tool.get(SpanField.STATUS));
    assertEquals("no such file", tool.get(SpanField.ERROR).message());
    assertEquals("c1", tool.get(SpanField.TOOL_CALL_ID));
    assertEquals("2026-05-01T10:00:04Z", tool.get(SpanField.STARTED_AT).toString());
    assertEquals("2026-05-01T10:00:06Z", tool.get(SpanField.ENDED_AT).toString());
  }

  @Test
  void subAgent_hangsUnderTheCallThatBeganIt() {
    Told told = told();
    SpanId call = SpanId.derived(U1, "c2");

    assertEquals(SpanKind.AGENT, told.spans.get(U1).get(call).get(SpanField.KIND));
    assertEquals(call, told.named("grep").get(SpanField.PARENT));
  }

  @Test
  void messageWrittenAgain_replacesWhatItWas() {
    List<Line> lines =
        List.of(
            META,
            message("u1", 1, "user", "'content':'x'"),
            message("a1", 2, "gemini", "'content':'half'"),
            message("a1", 2, "gemini", "'content':'whole'"));
    Told told = Told.of(Pieces.whole(session(), lines));

    assertEquals(1, told.all(SpanKind.LLM).size());
    assertEquals("whole", told.named("x").get(SpanField.OUTPUT).text());
  }

  @Test
  void failedTurn_isAnError() {
    Fields root = told().named("Now the docs");

    assertEquals(SpanStatus.ERROR, root.get(SpanField.STATUS));
    assertEquals("quota exceeded", root.get(SpanField.ERROR).message());
  }

  @Test
  void unknownRecords_areCounted() {
    Pieces.whole(
        session(),
        List.of(META, own("{'a':1}"), own("7"), own("{"), message("x", 1, "dream", "'a':1")));

    assertEquals(
        Map.of(
            "record of unknown kind", 1L,
            "line that is no JSON object", 1L,
            "line that is not JSON", 1L,
            "message of unknown type dream", 1L),
        oddities.counts());
  }

  @FuzzTest
  void read_ofAnyBytes_countsWhatItDoesNotUnderstand(byte[] bytes) {
    GeminiSession.sessionOf(bytes);
    Pieces.readAnything(new GeminiSession("file", directory -> directory, new Oddities()), bytes);
  }
}
