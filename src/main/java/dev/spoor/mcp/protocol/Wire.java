package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonValue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Our side of the stream: whole lines, one at a time, each flushed. Thread-safe. */
final class Wire {
  private final OutputStream out;
  private boolean broken;

  Wire(OutputStream out) {
    this.out = out;
  }

  /** Writes one message. When the client has gone, nothing more is written. */
  synchronized void send(JsonValue message) {
    if (broken) {
      return;
    }
    try {
      out.write((message.write() + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      broken = true;
    }
  }
}
