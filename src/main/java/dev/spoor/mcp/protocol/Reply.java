package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Where the answer to one request goes; exactly one of the two methods is called, once. */
interface Reply {
  /** Answers. */
  void send(JsonObject answer);

  /** Gives no answer, since the client took its request back. */
  void omit();

  /** An answer on a line of its own. */
  static Reply alone(Wire wire) {
    return new Reply() {
      @Override
      public void send(JsonObject answer) {
        wire.send(answer);
      }

      @Override
      public void omit() {}
    };
  }

  /** The answers to a batch (2025-03-26 only): one array, written when the last one is there. */
  final class Batch implements Reply {
    private final Wire wire;
    private final List<JsonObject> answers = new ArrayList<>();
    private int awaited;

    /**
     * Awaits answers.
     *
     * @param awaited how many requests there are
     */
    Batch(Wire wire, int awaited) {
      this.wire = wire;
      this.awaited = awaited;
    }

    @Override
    public synchronized void send(JsonObject answer) {
      answers.add(answer);
      omit();
    }

    @Override
    public synchronized void omit() {
      awaited--;
      if (awaited == 0 && !answers.isEmpty()) {
        wire.send(JsonArray.of(answers, answer -> answer));
      }
    }
  }
}
