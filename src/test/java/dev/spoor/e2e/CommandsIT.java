package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.e2e.SpoorProcess.Ended;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonValue;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a person or a script runs them. */
class CommandsIT {
  private static final String SAMPLE =
      "src/test/resources/samples/atif/kimi/build-pmars__E722qnQ/trajectory.json";

  @TempDir private Path home;
  private SpoorProcess spoor;

  @BeforeEach
  void start() {
    spoor = new SpoorProcess(home);
  }

  private String imported() {
    Ended ended = spoor.run("import", "atif", Path.of(SAMPLE).toAbsolutePath().toString());
    assertEquals(0, ended.code(), ended.err());
    return ended.out().split(" ", 2)[0];
  }

  private JsonObject json(String... arguments) throws JsonReadException {
    Ended ended = spoor.run(arguments);
    assertEquals(0, ended.code(), ended.err());
    return (JsonObject) Json.read(ended.out());
  }

  @Test
  void importAtif_twice_changesNothing() throws JsonReadException {
    String run = imported();
    String first = spoor.run("export", run).out();
    assertEquals(run, imported());
    assertEquals(1, json("runs", "--json").array("traces").elements().size());
    assertEquals(withoutRevision(first), withoutRevision(spoor.run("export", run).out()));
  }

  private static String withoutRevision(String json) {
    return Pattern.compile("\"revision\":\\d+").matcher(json).replaceAll("");
  }

  @Test
  void importSpoor_ofAnExport_isTheSameRunElsewhere(@TempDir Path elsewhere) throws IOException {
    String run = imported();
    Path file = elsewhere.resolve("run.json");
    assertEquals(0, spoor.run("export", run, "-o", file.toString()).code());
    SpoorProcess other = new SpoorProcess(elsewhere);
    for (int i = 0; i < 2; i++) {
      Ended read = other.run("import", "spoor", file.toString());
      assertEquals(0, read.code(), read.err());
      assertTrue(read.out().startsWith(run + "  "), read.out());
      assertEquals(Files.readString(file), other.run("export", run).out());
    }
    Files.writeString(file, "{}");
    Ended refused = other.run("import", "spoor", file.toString());
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("run.json: trace is missing"), refused.err());
  }

  @Test
  void show_prefixOfARun_printsItsTree() {
    String run = imported();
    Ended shown = spoor.run("show", run.substring(0, 11));
    assertEquals(0, shown.code(), shown.err());
    assertTrue(shown.out().contains("! LOOP"), shown.out());
    assertTrue(shown.out().contains("TodoWrite"), shown.out());
    assertTrue(!shown.out().contains("\u001b"), "no colour when piped");
  }

  @Test
  void show_json_isTraceSpansEvaluations() throws JsonReadException {
    JsonObject shown = json("show", imported(), "--json");
    assertEquals("claude-code", shown.object("trace").text("agent"));
    assertTrue(shown.array("spans").elements().size() > 10);
    assertTrue(shown.get("evaluations") != null);
  }

  @Test
  void token_isMadeListedAndRevoked() throws JsonReadException {
    JsonObject made =
        json("token", "create", "--name=ci", "--scope=traces:write", "--expires=30d", "--json");
    assertTrue(String.valueOf(made.text("token")).matches("spoor_\\w{36}"), made::write);
    Ended listed = spoor.run("token", "list", "--json");
    assertTrue(listed.out().contains("\"name\":\"ci\""), listed.out());
    assertTrue(!listed.out().contains(String.valueOf(made.text("token"))), listed.out());
    assertEquals(0, spoor.run("token", "revoke", String.valueOf(made.text("id"))).code());
    assertEquals(2, spoor.run("token", "revoke", String.valueOf(made.text("id"))).code());
    assertEquals("{\"tokens\":[]}", json("token", "list", "--json").write());
    assertEquals(2, spoor.run("token", "create", "--scope", "everything").code());
    assertEquals(2, spoor.run("token", "create", "--expires", "soon").code());
  }

  @Test
  void search_afterImport_findsWhatWasImported() throws JsonReadException {
    String run = imported();
    Ended found = spoor.run("search", "TodoWrite");
    assertEquals(0, found.code(), found.err());
    assertTrue(found.out().startsWith(run), found.out());
    assertTrue(!found.out().contains("\u001b"), "no colour when piped");
    JsonObject page = json("search", "--json", "--limit", "1", "pmars");
    assertEquals(run, ((JsonObject) page.array("hits").elements().get(0)).text("run_id"));
    assertTrue(page.text("nextCursor") != null);
    assertEquals(0, json("search", "--json", "zxqjkv").array("hits").elements().size());
    assertEquals(1, json("runs", "--json", "-q", "TodoWrite").array("traces").elements().size());
  }

  @Test
  void search_signsAlone_areAMistake() {
    Ended ended = spoor.run("search", "?!");
    assertEquals(2, ended.code());
    assertTrue(ended.err().contains("a letter or a digit"), ended.err());
  }

  @Test
  void export_toAFile_writesWhatStandardOutputGets() throws IOException {
    String run = imported();
    assertEquals(0, spoor.run("export", run, "--format", "json", "-o", "run.json").code());
    assertEquals(spoor.run("export", run).out(), Files.readString(home.resolve("run.json")));
  }

  @Test
  void show_unknownRun_saysSoWithoutAStackTrace() {
    Ended shown = spoor.run("show", "run_zzzzzzzzzz");
    assertEquals(2, shown.code());
    assertTrue(shown.err().startsWith("spoor: trace_id must name a stored run"), shown.err());
    assertTrue(!shown.err().contains("\tat "), shown.err());
  }

  @Test
  void importAtif_brokenFileAmongGoodOnes_isNamedAndTheRestImported() throws IOException {
    Files.writeString(home.resolve("broken.json"), "{\"steps\": 7}");
    Ended ended =
        spoor.run("import", "atif", "broken.json", Path.of(SAMPLE).toAbsolutePath().toString());
    assertEquals(2, ended.code());
    assertTrue(ended.err().contains("broken.json"), ended.err());
    assertTrue(ended.out().contains("run_"), ended.out());
  }

  @Test
  void settings_wrongValue_namesTheVariable() throws IOException {
    Files.createDirectories(spoor.data());
    Files.writeString(spoor.data().resolve("config.yaml"), "redact: sometimes\n");
    Ended ended = spoor.run("runs");
    assertEquals(2, ended.code());
    assertTrue(ended.err().contains("must be one of"), ended.err());
  }

  @Test
  void settings_projectFileNamingTheDatabase_isRefused() throws IOException {
    Files.createDirectories(home.resolve(".spoor"));
    Files.writeString(home.resolve(".spoor/config.yaml"), "db: /tmp/elsewhere.db\n");
    Ended ended = spoor.run("runs");
    assertEquals(2, ended.code());
    assertTrue(ended.err().contains("may be set by the user alone"), ended.err());
  }

  @Test
  void prices_ownPriceAndReprice_changesTheRunAndKeepsTheFigureBefore()
      throws IOException, JsonReadException {
    String run = imported();
    JsonObject known = json("prices", "claude-sonnet", "--json");
    assertTrue(known.text("table").startsWith("genai-prices"), known.write());
    assertTrue(!known.array("prices").elements().isEmpty());
    Files.writeString(
        home.resolve("data/prices.json"),
        "{\"prices\":[{\"model\":\"*\",\"input\":1,\"output\":1}]}");
    JsonObject planned = json("prices", "--reprice", "--dry-run", "--json").object("repriced");
    assertEquals(planned.get("calls"), repriced("calls"));
    assertTrue(spoor.run("export", run).out().contains("\"previous\":{\"cost_usd\":"));
    assertEquals("0", repriced("calls").write());
  }

  private JsonValue repriced(String member) throws JsonReadException {
    return json("prices", "--reprice", "--json").object("repriced").get(member);
  }

  @Test
  void prices_updateWithAnythingElse_isRefusedAndTheTableStays() throws IOException {
    Path file = Files.writeString(home.resolve("data.json"), "{\"no\":\"prices\"}");
    Ended refused = spoor.run("prices", "--update", file.toString());
    assertEquals(2, refused.code(), refused.err());
    assertTrue(refused.err().contains("genai-prices"), refused.err());
    assertTrue(spoor.run("prices").out().startsWith("table   genai-prices"));
    Path huge = home.resolve("huge.json");
    try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }
    refused = spoor.run("prices", "--update", huge.toString());
    assertEquals(2, refused.code(), refused.err());
    assertTrue(refused.err().contains("at most 64 MiB"), refused.err());
  }
}
