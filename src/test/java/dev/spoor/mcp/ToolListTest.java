package dev.spoor.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.codec.RandomIds;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.mcp.protocol.Exchange;
import dev.spoor.mcp.protocol.Faults;
import dev.spoor.mcp.protocol.Message;
import dev.spoor.mcp.protocol.ModernEra;
import dev.spoor.mcp.protocol.RawMcpClient;
import dev.spoor.mcp.protocol.SchemaTypes;
import dev.spoor.mcp.protocol.Tool;
import dev.spoor.model.SpanKind;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every session pays for: the tools and instructions as they are announced. */
class ToolListTest {
  private static final int MOST_TOOL_BYTES = 6_144;
  private static final int MOST_INSTRUCTION_BYTES = 600;

  private static final String CALLER =
      "{'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
          + "'io.modelcontextprotocol/clientCapabilities':{}}}";

  private final ToolContext context =
      new ToolContext(
          () -> {
            throw new AssertionError("nothing is opened to list tools");
          },
          new Connection(),
          RunDefaults.NONE,
          new RandomIds(new Random(1)),
          () -> Instant.EPOCH);
  private final List<Tool> tools = SpoorFeatures.tools(context);

  /** The result of a request as the newer era sends it. */
  private JsonObject announced(String method) {
    Faults faults = new Faults(new PrintStream(System.err), new Random(1));
    Message.Request request =
        new Message.Request(new JsonString("1"), method, RawMcpClient.object(CALLER));
    return new ModernEra(SpoorFeatures.of("0.10.0-SNAPSHOT", context, faults), faults)
        .answer(request, Exchange.OPEN)
        .object("result");
  }

  @Test
  void toolsList_isSmall() {
    JsonObject list = announced("tools/list");
    SchemaTypes.ofProtocol(ModernEra.VERSION).check("ListToolsResult", list);
    int bytes = bytes(list);
    System.out.println("tools/list: " + bytes + " of " + MOST_TOOL_BYTES + " bytes");
    assertTrue(bytes <= MOST_TOOL_BYTES, bytes + " bytes");
  }

  @Test
  void instructions_areSmall() {
    JsonObject hello = announced("server/discover");
    SchemaTypes.ofProtocol(ModernEra.VERSION).check("DiscoverResult", hello);
    int bytes = hello.text("instructions").getBytes(StandardCharsets.UTF_8).length;
    System.out.println("instructions: " + bytes + " of " + MOST_INSTRUCTION_BYTES + " bytes");
    assertTrue(bytes <= MOST_INSTRUCTION_BYTES, bytes + " bytes");
  }

  @Test
  void toolsList_isWhatIsDeclared() {
    JsonArray listed = announced("tools/list").array("tools");
    assertEquals(JsonArray.of(tools, Tool::json), listed);
  }

  @Test
  void tools_areThoseOfTheContract() {
    assertEquals(
        Set.of(
            "record_run",
            "start_trace",
            "add_span",
            "end_trace",
            "list_recent_traces",
            "run_evals",
            "get_trace",
            "add_score"),
        tools.stream().map(Tool::name).collect(Collectors.toSet()));
    assertEquals(JsonArray.EMPTY, tools.get(0).inputSchema().array("required"));
  }

  @Test
  void schemas_letFurtherArgumentsThrough() {
    for (Tool tool : tools) {
      assertNotEquals(
          JsonBoolean.of(false), tool.inputSchema().get("additionalProperties"), tool.name());
    }
  }

  @Test
  void kinds_areThoseOfTheModel() {
    Tool addSpan = tools.stream().filter(t -> t.name().equals("add_span")).findFirst().get();
    assertEquals(
        JsonArray.of(Arrays.asList(SpanKind.values()), kind -> new JsonString(kind.word())),
        addSpan.inputSchema().object("properties").object("kind").array("enum"));
  }

  @Test
  void hints_tellReadersFromWriters() {
    for (Tool tool : tools) {
      boolean reads = tool.name().startsWith("list_") || tool.name().startsWith("get_");
      assertEquals(reads, tool.hints().readOnly(), tool.name());
      assertEquals(!reads && !tool.name().equals("run_evals"), tool.keepsOrder(), tool.name());
    }
  }

  private static int bytes(JsonValue value) {
    return value.write().getBytes(StandardCharsets.UTF_8).length;
  }
}
