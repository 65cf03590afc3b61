package dev.spoor.cli;

import dev.spoor.app.App;
import dev.spoor.app.Settings;
import dev.spoor.app.SettingsReader;
import dev.spoor.app.Viewing;
import dev.spoor.capture.HookSpool;
import dev.spoor.codec.hook.HookClient;
import dev.spoor.http.QuickPost;
import dev.spoor.remote.RemoteAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code spoor hook} does. The agent waits for it, and must not fail with it: it ends with 0
 * whatever happens, and says nothing on standard output, which an agent would read as a decision.
 */
final class HookSending {
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final int MOST_BYTES = 16 << 20;

  /** Cursor waits for an object from those of its hooks that may decide. */
  private static final Pattern AWAITS_OBJECT =
      Pattern.compile("\"hook_event_name\"\\s*:\\s*\"(before|pre|subagentStart|permission)");

  private HookSending() {}

  /**
   * Sends an event, or lets it wait for the next server.
   *
   * @param word the client
   * @return the exit code: 0, or 1 for an unknown client, since 2 would stop the agent
   */
  static int run(String word, InputStream in, PrintStream out) {
    Optional<HookClient> client = HookClient.parse(word);
    if (client.isEmpty()) {
      System.err.println("spoor: hooks are of claude-code, cursor or codex");
      return 1;
    }
    try {
      byte[] event = in.readNBytes(MOST_BYTES + 1);
      if (client.get() == HookClient.CURSOR && awaitsObject(event)) {
        out.print("{}");
        out.flush();
      }
      if (event.length > MOST_BYTES) {
        System.err.println("spoor: a hook of more than 16 MiB was dropped");
      } else {
        deliver(client.get(), event);
      }
    } catch (IOException | RuntimeException e) {
      System.err.println("spoor: a hook was dropped: " + e.getMessage());
    }
    return 0;
  }

  private static boolean awaitsObject(byte[] event) {
    return AWAITS_OBJECT.matcher(new String(event, StandardCharsets.UTF_8)).find();
  }

  private static void deliver(HookClient client, byte[] event) throws IOException {
    Settings settings =
        new SettingsReader(System.getenv(), Path.of("").toAbsolutePath(), Map.of()).read();
    RemoteAddress remote = settings.remote();
    if (remote != null && !remote.isLoopback()) {
      System.err.println(
          "spoor: SPOOR_URL names another machine, and hooks go to a server of this one only: this"
              + " one was dropped");
      return;
    }
    boolean taken =
        QuickPost.json(
            settings.serving().address(),
            Viewing.PRODUCT,
            "/hooks/" + client.word(),
            event,
            PATIENCE);
    boolean kept =
        taken
            || new HookSpool(settings.home())
                .put(client, event, App.systemClock().instant(), ProcessHandle.current().pid());
    if (!kept) {
      System.err.println("spoor: a hook was dropped, because too many wait for a server");
    }
  }
}
