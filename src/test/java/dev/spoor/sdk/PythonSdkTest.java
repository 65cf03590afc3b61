package dev.spoor.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.Needs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Python SDK's own tests, which need nothing but Python's standard library. */
class PythonSdkTest {
  private static final String NEW_ENOUGH = "import sys; sys.exit(sys.version_info < (3, 9))";

  @Test
  @Tag("clients")
  void pythonSdk_passesItsTests() throws IOException, InterruptedException {
    Needs.present("python3", hasPython(), "python3, 3.9 or newer, on the path");
    ProcessBuilder tests =
        new ProcessBuilder("python3", "-m", "unittest", "discover", "-s", "src/test/python/sdk");
    tests.environment().put("PYTHONPATH", Path.of("src/main/python").toAbsolutePath().toString());
    tests.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process running = tests.redirectErrorStream(true).start();
    String told = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, running.waitFor(), told);
    assertTrue(told.contains("\nRan "), told);
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", NEW_ENOUGH).start().waitFor() == 0;
    } catch (IOException notThere) {
      return false;
    }
  }
}
