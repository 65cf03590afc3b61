package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client that we did not write, which uses all that a server offers and tells what it got. */
interface ForeignClient {
  /** What it got: protocol, tools, results, completions, contents and prompts. */
  JsonObject drive(Server server);

  /** The calls that every client makes. */
  static JsonArray calls() {
    try (InputStream file = ForeignClient.class.getResourceAsStream("client-calls.json")) {
      return (JsonArray) Json.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonReadException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Where a server is.
   *
   * @param command what spawns it; empty when it runs already
   * @param environment what the command needs to know
   * @param url where it answers; null when it is to be spawned
   */
  record Server(List<String> command, Map<String, String> environment, @Nullable String url) {
    static Server spawnedBy(ProcessBuilder command) {
      Map<String, String> environment =
          Map.of(
              "SPOOR_HOME", String.valueOf(command.environment().get("SPOOR_HOME")),
              "SPOOR_PORT", String.valueOf(command.environment().get("SPOOR_PORT")));
      return new Server(command.command(), environment, null);
    }

    static Server at(String url) {
      return new Server(List.of(), Map.of(), url);
    }

    private JsonObject plan() {
      JsonObject.Builder variables = JsonObject.builder();
      environment.forEach(variables::put);
      return JsonObject.builder()
          .put("command", JsonArray.ofTexts(command))
          .put("env", variables.build())
          .put("url", url)
          .put("calls", calls())
          .build();
    }
  }

  /**
   * One of our scripts around a client, in a process of its own.
   *
   * @param command reads the plan from its standard input and prints what it got
   */
  record Script(ProcessBuilder command) implements ForeignClient {
    @Override
    public JsonObject drive(Server server) {
      try {
        Process process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (OutputStream input = process.getOutputStream()) {
          input.write(server.plan().write().getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        JsonValue got = Json.read(output);
        return (JsonObject) got;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException | JsonReadException e) {
        throw new AssertionError(e);
      }
    }
  }
}
