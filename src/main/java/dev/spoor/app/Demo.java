package dev.spoor.app;

import dev.spoor.capture.AtifImport;
import dev.spoor.capture.CodingAgent;
import dev.spoor.capture.TranscriptImporter;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.mcp.protocol.ToolClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code spoor demo} does: real runs from files, and one more told by an agent's own tool
 * calls.
 */
public final class Demo {
  private static final String FOLDER = "/dev/spoor/demo/";
  private static final String TRACE_ID = "$trace_id";

  private final App app;
  private final Path database;
  private final Serving serving;

  /**
   * A demo over a fresh store.
   *
   * @param app opened over the database
   * @param settings name the database and the port, which the spawned server uses too
   */
  public Demo(App app, Settings settings) {
    this.app = app;
    this.database = settings.database();
    this.serving = settings.serving();
  }

  /** Imports the runs and sessions that ship with the program. */
  public void importSamples() {
    AtifImport atif = new AtifImport(app.ingest());
    names("atif.txt").forEach(name -> atif.read(resource(name), Instant.EPOCH));
    List<Path> transcripts = names("claude-code.txt").map(this::unpacked).toList();
    new TranscriptImporter(CodingAgent.CLAUDE_CODE, app.ingest(), app.importedFiles())
        .run(transcripts, file -> {});
  }

  private static Stream<String> names(String list) {
    return new String(resource(list), StandardCharsets.UTF_8).lines();
  }

  /** A transcript as the file it was, beside the database. */
  private Path unpacked(String name) {
    Path file = database.resolveSibling(name);
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(file, resource(name));
    } catch (IOException e) {
      throw new UncheckedIOException("the demo's transcripts cannot be unpacked", e);
    }
    return file;
  }

  /**
   * Starts {@code spoor mcp} as a process of its own and calls its tools as an agent would.
   *
   * @param told each call and what the agent is answered
   */
  public void drive(BiConsumer<String, String> told) {
    Map<String, String> environment =
        Map.of(
            Setting.DB.variable(), database.toString(),
            Setting.PROJECT.variable(), "demo",
            Setting.HOST.variable(), serving.address().host(),
            Setting.PORT.variable(), Integer.toString(serving.address().port()));
    try (ToolClient client = ToolClient.spawn(OwnProgram.command("mcp"), environment, line -> {})) {
      String traceId = null;
      for (JsonValue step : script().elements()) {
        JsonObject call = (JsonObject) step;
        String tool = String.valueOf(call.text("tool"));
        JsonObject arguments = resolved(call.object("arguments"), traceId);
        JsonObject answer = client.call(tool, arguments);
        traceId = answer.text("trace_id") == null ? traceId : answer.text("trace_id");
        told.accept(tool + " " + arguments.write(), answer.write());
      }
    }
  }

  private static JsonObject resolved(JsonObject arguments, @Nullable String traceId) {
    if (!TRACE_ID.equals(arguments.text("trace_id")) || traceId == null) {
      return arguments;
    }
    JsonObject.Builder resolved = JsonObject.builder();
    arguments.members().forEach(resolved::put);
    return resolved.put("trace_id", new JsonString(traceId)).build();
  }

  private static JsonArray script() {
    try {
      return (JsonArray) Json.read(resource("calls.json"));
    } catch (JsonReadException e) {
      throw new IllegalStateException("the demo's script is not well formed", e);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in = Demo.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without " + FOLDER + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
