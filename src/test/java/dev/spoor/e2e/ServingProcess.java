package dev.spoor.e2e;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A running {@code spoor serve} over the home of a {@link SpoorProcess}; ended when closed. */
final class ServingProcess implements AutoCloseable {
  private final Process process;
  private final String url;

  ServingProcess(SpoorProcess spoor) throws IOException {
    process =
        spoor.command("serve", "--json").redirectError(ProcessBuilder.Redirect.INHERIT).start();
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
