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
    String[] arguments =
        Stream.concat(Stream.of("serve", "--json"), Stream.of(options)).toArray(String[]::new);
    process = spoor.command(arguments).redirectError(ProcessBuilder.Redirect.INHERIT).start();
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

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
