package dev.spoor.e2e;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** A running {@code spoor serve} over the home of a {@link SpoorProcess}; ended when closed. */
final class ServingProcess implements AutoCloseable {
  private final Process process;
  private final String url;

  ServingProcess(SpoorProcess spoor, String... options) throws IOException {
    this(
        spoor.command(
            Stream.concat(Stream.of("serve", "--json"), Stream.of(options))
                .toArray(String[]::new)));
  }

  /** A server that a command of one's own starts. */
  ServingProcess(ProcessBuilder command) throws IOException {
    process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    try {
      url = String.valueOf(((JsonObject) Json.read(lines.readLine())).text("url"));
    } catch (JsonReadException e) {
      throw new AssertionError(e);
    }
  }

  String url() {
    return url;
  }

  /** Ends it in the middle of whatever it does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
