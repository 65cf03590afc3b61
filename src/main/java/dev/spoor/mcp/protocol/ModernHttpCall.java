package dev.spoor.mcp.protocol;

import dev.spoor.http.LateAnswer;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;

/**
 * One request of the newer era on its way to its answer: a stream of events when the client asked
 * for what comes before the answer, else the answer alone.
 */
final class ModernHttpCall implements Runnable, Exchange {
  private final ModernEra era;
  private final ModernRequest request;
  private final LateAnswer late;
  private boolean streaming;
  private boolean closed;

  ModernHttpCall(ModernEra era, ModernRequest request, LateAnswer late) {
    this.era = era;
    this.request = request;
    this.late = late;
  }

  @Override
  public void run() {
    finish(era.answer(request, this));
  }

  private synchronized void finish(JsonObject answer) {
    if (closed) {
      return;
    }
    closed = true;
    // A status can only be said before the stream is open.
    if (streaming || (request.wantsNotifications() && !lacksCapability(answer))) {
      late.event(answer.write());
      late.end();
    } else {
      late.respond(HttpRefusal.json(answer).withStatus(lacksCapability(answer) ? 400 : 200));
    }
  }

  private static boolean lacksCapability(JsonObject answer) {
    return JsonNumber.of(ProtocolError.MISSING_CAPABILITY)
        .equals(answer.object("error").get("code"));
  }

  @Override
  public synchronized void send(JsonObject message) {
    if (!closed) {
      streaming = true;
      late.event(message.write());
    }
  }

  @Override
  public synchronized boolean isOpen() {
    return !closed;
  }

  /** Nobody waits for the answer any more. */
  synchronized void close() {
    closed = true;
  }
}
