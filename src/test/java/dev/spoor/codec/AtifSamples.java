package dev.spoor.codec;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.model.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The real ATIF files of the test resources. */
final class AtifSamples {
  static final Path FOLDER = Path.of("src/test/resources/samples/atif/kimi");
  static final Instant UNDATED = Instant.parse("2026-05-01T00:00:00Z");

  private AtifSamples() {}

  /** The names of all samples. */
  static List<String> names() {
    try (Stream<Path> entries = Files.list(FOLDER)) {
      return entries
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(FOLDER.resolve(name).resolve("trajectory.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonObject json(String name) {
    return json(bytes(name));
  }

  static JsonObject labels() {
    try {
      return json(Files.readAllBytes(FOLDER.resolve("labels.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Batch decode(String name) {
    return AtifDecoder.decode(bytes(name), UNDATED);
  }

  private static JsonObject json(byte[] utf8) {
    try {
      return (JsonObject) Json.read(utf8);
    } catch (JsonReadException e) {
      throw new IllegalStateException(e);
    }
  }
}
