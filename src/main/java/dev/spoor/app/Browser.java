package dev.spoor.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The desktop's browser, where there is a desktop. */
public final class Browser {
  private static final int SOON_SECONDS = 2;

  private final String system;
  private final Map<String, String> environment;

  /**
   * The browser of a desktop.
   *
   * @param system as the property {@code os.name} says it
   * @param environment the process's variables
   */
  public Browser(String system, Map<String, String> environment) {
    this.system = system.toLowerCase(Locale.ROOT);
    this.environment = Map.copyOf(environment);
  }

  /**
   * Shows a page.
   *
   * @return whether somebody took the order; not whether anybody sees the page
   */
  public boolean show(String url) {
    List<String> command = new ArrayList<>(opener());
    if (command.isEmpty()) {
      return false;
    }
    command.add(url);
    try {
      Process opener =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      // Some wait until the browser ends, others fail at once.
      return !opener.waitFor(SOON_SECONDS, TimeUnit.SECONDS) || opener.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<String> opener() {
    if (system.startsWith("windows")) {
      return List.of("rundll32", "url.dll,FileProtocolHandler");
    } else if (system.startsWith("mac")) {
      return List.of("open");
    }
    boolean desktop =
        !environment.getOrDefault("DISPLAY", "").isEmpty()
            || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    return desktop ? List.of("xdg-open") : List.of();
  }
}
