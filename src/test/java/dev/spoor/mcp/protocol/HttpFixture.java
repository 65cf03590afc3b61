package dev.spoor.mcp.protocol;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.http.Address;
import dev.spoor.http.HttpServer;
import dev.spoor.http.Identity;
import dev.spoor.http.RawHttp;
import dev.spoor.http.Site;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A server with a handful of tools that show what the transport does with them. */
final class HttpFixture implements AutoCloseable {
  static final String META =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

  final CountDownLatch entered = new CountDownLatch(1);
  final CountDownLatch interrupted = new CountDownLatch(1);
  final CountDownLatch released = new CountDownLatch(1);
  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger ended = new AtomicInteger();
  final Changes changes = new Changes();
  final ByteArrayOutputStream diagnostics = new ByteArrayOutputStream();
  final HttpServer server;

  HttpFixture() throws IOException {
    HttpTransport transport =
        new HttpTransport(
            () -> features("shared"),
            this::offer,
            faults(),
            new Random(1),
            () -> Instant.parse("2026-01-01T00:00:00Z"));
    Site site =
        new Site(
            new Identity("fixture", "1", "s"),
            transport::routes,
            Set.of(),
            (what, fault) -> {
              throw new AssertionError(what, fault);
            });
    server = HttpServer.start(new Address("127.0.0.1", 0), site);
  }

  Faults faults() {
    return new Faults(new PrintStream(diagnostics, true, StandardCharsets.UTF_8), new Random(1));
  }

  SessionOffer offer() {
    return new SessionOffer(
        features("session " + opened.incrementAndGet()), ended::incrementAndGet);
  }

  Features features(String name) {
    return Features.of(new ServerInfo("fixture", "Fixture", "1", "None."))
        .tools(
            List.of(
                Tool.reading("whoami", "Says who answers.", schema("{}"), call -> says(name)),
                Tool.reading("echo", "Says what came.", schema("{}"), HttpFixture::echo),
                Tool.reading("wait", "Waits.", schema("{}"), this::waits),
                Tool.reading("steps", "Tells of its steps.", schema("{}"), HttpFixture::steps),
                Tool.reading("sample", "Needs a model.", schema("{}"), HttpFixture::sample),
                Tool.reading(
                    "region",
                    "Has arguments in headers.",
                    schema(
                        "{\"region\":{\"type\":\"string\",\"x-mcp-header\":\"Region\"},"
                            + "\"at\":{\"type\":\"object\",\"properties\":{"
                            + "\"zone\":{\"type\":\"integer\",\"x-mcp-header\":\"Zone\"},"
                            + "\"dry\":{\"type\":\"boolean\",\"x-mcp-header\":\"Dry\"}}}}"),
                    HttpFixture::echo)))
        .changes(changes)
        .build();
  }

  private static JsonObject schema(String properties) {
    return object("{\"type\":\"object\",\"properties\":" + properties + "}");
  }

  private static ToolOutcome says(String text) {
    JsonObject said = JsonObject.builder().put("said", new JsonString(text)).build();
    return ToolResult.of(said, text);
  }

  private static ToolOutcome echo(Call call) {
    return says(call.arguments().write());
  }

  private ToolOutcome waits(Call call) {
    entered.countDown();
    try {
      released.await();
      return says("released");
    } catch (InterruptedException e) {
      interrupted.countDown();
      return says("interrupted");
    }
  }

  private static ToolOutcome steps(Call call) {
    call.progress(1, 2.0, "one");
    call.progress(2, 2.0, "two");
    call.log(LogLevel.INFO, "steps", new JsonString("done"));
    return says("stepped");
  }

  private static ToolOutcome sample(Call call) {
    call.client().require(object("{\"sampling\":{}}"));
    return says("sampled");
  }

  static JsonObject object(String json) {
    try {
      return (JsonObject) Json.read(json);
    } catch (JsonReadException e) {
      throw new AssertionError(json, e);
    }
  }

  int port() {
    return server.port();
  }

  /** Asks in the newer era, with the headers that belong to the message. */
  RawHttp.Answer modern(String method, String name, String params, String... more)
      throws IOException {
    try (RawHttp caller = new RawHttp(port())) {
      sendModern(caller, method, name, params, more);
      RawHttp.Answer head = caller.receiveHead();
      int length = Integer.parseInt(head.headers().getOrDefault("content-length", "-1"));
      assertTrue(length >= 0, () -> "a whole answer was expected, not " + head.headers());
      return caller.bodyOf(head);
    }
  }

  void sendModern(RawHttp caller, String method, String name, String params, String... more)
      throws IOException {
    List<String> headers =
        new ArrayList<>(List.of("MCP-Protocol-Version: 2026-07-28", "Mcp-Method: " + method));
    if (name != null) {
      headers.add("Mcp-Name: " + name);
    }
    headers.addAll(List.of(more));
    send(caller, request(method, params), headers.toArray(new String[0]));
  }

  static String request(String method, String params) {
    String separator = params.isEmpty() ? "" : ",";
    return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\""
        + method
        + "\",\"params\":{"
        + params
        + separator
        + META
        + "}}";
  }

  static void send(RawHttp caller, String body, String... headers) throws IOException {
    caller.send(body.getBytes(StandardCharsets.UTF_8), lines("POST /mcp", body, headers));
  }

  RawHttp.Answer post(String body, String... headers) throws IOException {
    return RawHttp.ask(
        port(), body.getBytes(StandardCharsets.UTF_8), lines("POST /mcp", body, headers));
  }

  static String[] lines(String target, String body, String... headers) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                target + " HTTP/1.1",
                "Host: localhost",
                "Accept: application/json, text/event-stream",
                "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length));
    if (List.of(headers).stream().noneMatch(line -> line.startsWith("Content-Type"))) {
      lines.add("Content-Type: application/json");
    }
    lines.addAll(List.of(headers));
    return lines.toArray(new String[0]);
  }

  @Override
  public void close() {
    released.countDown();
    server.close();
  }
}
