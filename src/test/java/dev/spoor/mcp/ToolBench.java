package dev.spoor.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.codec.RandomIds;
import dev.spoor.evals.Evals;
import dev.spoor.ingest.Ingest;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.mcp.protocol.Exchange;
import dev.spoor.mcp.protocol.Faults;
import dev.spoor.mcp.protocol.Message;
import dev.spoor.mcp.protocol.ModernEra;
import dev.spoor.mcp.protocol.RawMcpClient;
import dev.spoor.mcp.protocol.SchemaTypes;
import dev.spoor.price.PriceBook;
import dev.spoor.query.RunQuery;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;

/**
 * The tools over a real store, called without a protocol around them. The clock stands still until
 * it is moved. Every answer is held to its schema and to the size that clients take.
 */
final class ToolBench implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private static final SchemaTypes RESULTS = SchemaTypes.ofResults();
  private static final SchemaTypes PROTOCOL = SchemaTypes.ofProtocol(ModernEra.VERSION);

  final Store store;
  final Services services;
  final Connection connection = new Connection();
  final ByteArrayOutputStream diagnostics = new ByteArrayOutputStream();
  private final RunDefaults defaults;
  private Instant now = NOON;
  private ModernEra era;

  ToolBench(Path folder) {
    this(folder, RunDefaults.NONE);
  }

  ToolBench(Path folder, RunDefaults defaults) {
    InstantSource clock = () -> now;
    this.defaults = defaults;
    store = SqliteStore.open(folder.resolve("spoor.db"), Durability.FULL);
    Ingest ingest =
        new Ingest(
            store.writer(),
            new Redactor(RedactionMode.ON),
            PriceBook.bundled(),
            new Watches(RunLimits.NONE),
            Ingest.Content.FULL,
            clock);
    RunQuery runs = new RunQuery(store.reader(), clock);
    services = new Services(ingest, runs, new Evals(runs, ingest, clock), Links.NONE);
    era = era(connection);
  }

  /** Goes on as another connection to the same store. */
  void reconnect() {
    era = era(new Connection());
  }

  private ModernEra era(Connection remembered) {
    ToolContext context =
        new ToolContext(
            () -> services, remembered, defaults, new RandomIds(new Random()), () -> now);
    Faults faults =
        new Faults(new PrintStream(diagnostics, true, StandardCharsets.UTF_8), new Random(7));
    return new ModernEra(SpoorFeatures.of("1", context, faults), faults);
  }

  void later(Duration duration) {
    now = now.plus(duration);
  }

  /** The structured content of a call that must succeed. */
  JsonObject call(String tool, String arguments) {
    return call(tool, RawMcpClient.object(arguments)).structured();
  }

  /** A call that must succeed. */
  Told call(String tool, JsonObject arguments) {
    Told result = answer(tool, arguments, JsonObject.EMPTY);
    assertFalse(result.isError(), result.text());
    RESULTS.check(tool, result.structured());
    return result;
  }

  /** A call with {@code _meta} that must succeed. */
  JsonObject call(String tool, String arguments, String meta) {
    Told result = answer(tool, RawMcpClient.object(arguments), RawMcpClient.object(meta));
    assertFalse(result.isError(), result.text());
    RESULTS.check(tool, result.structured());
    return result.structured();
  }

  /** What a call is told that must be the caller's mistake. */
  String mistake(String tool, String arguments) {
    Told result = answer(tool, RawMcpClient.object(arguments), JsonObject.EMPTY);
    assertTrue(result.isError(), result.text());
    RESULTS.check("mistake", result.structured());
    assertNotNull(result.structured().object("error").text("argument"), diagnostics::toString);
    assertEquals(result.structured().object("error").text("message"), result.text());
    return result.text();
  }

  /** The {@code error} of a call that must fail and not by the caller's mistake. */
  JsonObject failure(String tool, String arguments) {
    Told result = answer(tool, RawMcpClient.object(arguments), JsonObject.EMPTY);
    assertTrue(result.isError(), result.text());
    RESULTS.check("mistake", result.structured());
    return result.structured().object("error");
  }

  private Told answer(String tool, JsonObject arguments, JsonObject meta) {
    JsonObject params =
        JsonObject.builder()
            .put("name", tool)
            .put("arguments", arguments)
            .put("_meta", meta)
            .build();
    JsonObject answer = ask("tools/call", params);
    PROTOCOL.check("CallToolResultResponse", answer);
    JsonObject result = answer.object("result");
    JsonObject block = (JsonObject) result.array("content").elements().get(0);
    Told told =
        new Told(
            result.object("structuredContent"), block.text("text"), result.get("isError") != null);
    assertTrue(
        answer.write().getBytes(StandardCharsets.UTF_8).length < AnswerSize.MOST_BYTES,
        answer::write);
    return told;
  }

  /** The result of any request, which is a type of the protocol's schema. */
  JsonObject result(String method, String params, String type) {
    JsonObject answer = ask(method, RawMcpClient.object(params));
    PROTOCOL.check(type + "Response", answer);
    return answer.object("result");
  }

  /** The error that a request is answered with. */
  JsonObject error(String method, String params) {
    JsonObject answer = ask(method, RawMcpClient.object(params));
    PROTOCOL.check("JSONRPCErrorResponse", answer);
    return answer.object("error");
  }

  private JsonObject ask(String method, JsonObject params) {
    JsonObject.Builder meta =
        JsonObject.builder()
            .put("io.modelcontextprotocol/protocolVersion", ModernEra.VERSION)
            .put("io.modelcontextprotocol/clientCapabilities", JsonObject.EMPTY);
    params.object("_meta").members().forEach(meta::put);
    JsonObject.Builder all = JsonObject.builder();
    params.members().forEach(all::put);
    JsonObject whole = all.put("_meta", meta.build()).build();
    return era.answer(new Message.Request(new JsonString("1"), method, whole), Exchange.OPEN);
  }

  /** What an agent is told. */
  record Told(JsonObject structured, String text, boolean isError) {}

  @Override
  public void close() {
    store.close();
  }
}
