package dev.spoor.mcp.protocol;

import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A process with tools that misbehave on request. */
final class FixtureServer {
  private static final JsonObject ANY = RawMcpClient.object("{'type':'object'}");

  private FixtureServer() {}

  /** Serves; the argument is how many milliseconds to drain. */
  public static void main(String[] arguments) throws IOException {
    PrintStream wire = System.out;
    System.setOut(System.err);
    Features features = features();
    Faults faults = new Faults(System.err, new Random(1));
    new StdioTransport(
            System.in,
            wire,
            () -> Introduction.of(features),
            () -> shown(features),
            faults,
            method -> {})
        .serve(Duration.ofMillis(Long.parseLong(arguments[0])));
  }

  private static Features shown(Features features) {
    System.err.println("building the features");
    return features;
  }

  private static Features features() {
    List<String> notes = new CopyOnWriteArrayList<>();
    List<Tool> tools =
        List.of(
            tool("echo", false, FixtureServer::echo),
            tool("fail", false, request -> fail()),
            tool("print", false, request -> print()),
            tool("gate", false, FixtureServer::gate),
            tool("hang", false, FixtureServer::hang),
            tool("note", true, request -> note(request, notes)),
            tool("notes", false, request -> done(JsonArray.ofTexts(notes).write())));
    return WholeFeatures.beside(tools);
  }

  private static ToolResult echo(Call request) {
    return ToolResult.of(
        JsonObject.builder()
            .put("arguments", request.arguments())
            .put("written", request.arguments().write())
            .put("meta", request.meta())
            .build(),
        "echoed");
  }

  private static ToolResult fail() {
    throw new IllegalStateException("boom");
  }

  private static ToolResult print() {
    System.out.println("stray text of a library");
    return done("printed");
  }

  /** Says that it has begun, and waits until it is let through. */
  private static ToolResult gate(Call request) {
    try (Socket socket = connect(request)) {
      socket.getOutputStream().write('s');
      return done(String.valueOf(socket.getInputStream().read()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says that it has begun, waits until it is interrupted, and says so. */
  private static ToolResult hang(Call request) {
    try (Socket socket = connect(request)) {
      request.progress(1, null, null);
      socket.getOutputStream().write('s');
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        request.progress(2, null, "too late");
        socket.getOutputStream().write('i');
      }
      return done("interrupted");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ToolResult note(Call request, List<String> notes) {
    if (request.arguments().get("port") != null) {
      gate(request);
    }
    notes.add(request.arguments().text("text"));
    return done("noted");
  }

  private static Socket connect(Call request) throws IOException {
    JsonNumber port = (JsonNumber) request.arguments().get("port");
    return new Socket(InetAddress.getLoopbackAddress(), port.decimal().intValueExact());
  }

  private static ToolResult done(String text) {
    return ToolResult.of(JsonObject.builder().put("done", Json.of(text)).build(), text);
  }

  private static Tool tool(String name, boolean keepsOrder, Tool.Handler handler) {
    return new Tool(
        name, name, ANY, new Tool.Hints(!keepsOrder, false, false), keepsOrder, handler);
  }
}
