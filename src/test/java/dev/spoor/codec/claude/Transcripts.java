package dev.spoor.codec.claude;

import dev.spoor.codec.session.Oddities;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.model.Batch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The sample sessions of the test resources, and sessions made of a few lines. */
final class Transcripts {
  static final Path FOLDER = Path.of("src/test/resources/samples/claude-code");
  static final String LONG = "spotter/4d5611e5-241a-462a-8d15-5122611a9569";

  private Transcripts() {}

  /** Every sample, by its path without the extension. */
  static List<String> names() {
    return List.of(
        "spotter/short",
        "spotter/tool_heavy",
        "spotter/subagent",
        LONG,
        "claude-code-log/edge_cases",
        "claude-code-log/representative_messages");
  }

  static List<byte[]> lines(String name) {
    return lines(FOLDER.resolve(name + ".jsonl"));
  }

  /** The files of a sample's sub-agents, by their ids. */
  static Map<String, List<byte[]>> agents(String name) {
    Map<String, List<byte[]>> agents = new TreeMap<>();
    Path folder = FOLDER.resolve(name).resolve("subagents");
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        files.forEach(
            file ->
                agents.put(
                    file.getFileName().toString().replaceAll("agent-(.*)\\.jsonl", "$1"),
                    lines(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return agents;
  }

  /** Every line of a sample that is a JSON object, its sub-agents' included. */
  static List<JsonObject> objects(String name) {
    List<byte[]> lines = new ArrayList<>(lines(name));
    agents(name).values().forEach(lines::addAll);
    List<JsonObject> objects = new ArrayList<>();
    for (byte[] line : lines) {
      try {
        if (Json.read(line) instanceof JsonObject object) {
          objects.add(object);
        }
      } catch (JsonReadException e) {
        throw new IllegalStateException(e);
      }
    }
    return objects;
  }

  static ClaudeSession session(Oddities oddities) {
    return new ClaudeSession(
        "file", directory -> directory.substring(directory.lastIndexOf('/') + 1), oddities);
  }

  /** A whole sample, taken at once. */
  static Batch batch(String name) {
    return batch(name, new Oddities());
  }

  static Batch batch(String name, Oddities oddities) {
    ClaudeSession session = session(oddities);
    lines(name).forEach(session::read);
    agents(name).forEach((agent, lines) -> lines.forEach(line -> session.readAgent(agent, line)));
    return session.changes();
  }

  /** A session of a few lines, taken at once. */
  static Batch batch(String... lines) {
    ClaudeSession session = session(new Oddities());
    for (String line : lines) {
      session.read(bytes(line));
    }
    return session.changes();
  }

  static byte[] bytes(String line) {
    return line.getBytes(StandardCharsets.UTF_8);
  }

  private static List<byte[]> lines(Path file) {
    byte[] all;
    try {
      all = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<byte[]> lines = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (byte b : all) {
      if (b == '\n') {
        lines.add(line.toByteArray());
        line.reset();
      } else {
        line.write(b);
      }
    }
    if (line.size() > 0) {
      lines.add(line.toByteArray());
    }
    return lines;
  }
}
