package dev.spoor.mcp;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.mcp.Message.Invalid;
import dev.spoor.mcp.Message.Notification;
import dev.spoor.mcp.Message.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * MCP over two streams, a message a line. Ours and not the SDK's, because it survives bad lines,
 * answers what comes before {@code initialize}, cancels, and writes the answers that are due when
 * the client closes its end.
 */
final class StdioTransport {
  private static final int MAX_LINE_BYTES = 64 * 1024 * 1024;
  private static final String BATCHING_VERSION = "2025-03-26";

  private final LineReader lines;
  private final Wire wire;
  private final Supplier<Era> handshake;
  private final Faults faults;
  private final Calls calls = new Calls();
  private @Nullable Era era;
  private boolean initialized;
  private boolean batches;

  /**
   * A transport that has read nothing yet.
   *
   * @param handshake makes what answers the revisions that begin with {@code initialize}; called at
   *     most once, and not before that message comes
   */
  StdioTransport(InputStream in, OutputStream out, Supplier<Era> handshake, Faults faults) {
    this.lines = new LineReader(in, MAX_LINE_BYTES);
    this.wire = new Wire(out);
    this.handshake = handshake;
    this.faults = faults;
  }

  /**
   * Serves until the client closes its end and the answers that are due are written.
   *
   * @param drain how long to wait for those answers
   */
  void serve(Duration drain) throws IOException {
    try {
      boolean more = true;
      while (more) {
        more = next();
      }
    } finally {
      calls.drain(drain);
    }
  }

  private boolean next() throws IOException {
    try {
      String line = lines.read();
      if (line != null && !line.isBlank()) {
        take(Message.read(line));
      }
      return line != null;
    } catch (ProtocolError e) {
      wire.send(e.answer(null));
      return true;
    }
  }

  private void take(JsonValue value) {
    if (value instanceof JsonArray batch) {
      take(batch.elements().stream().map(Message::of).toList());
    } else {
      take(Message.of(value), Reply.alone(wire));
    }
  }

  private void take(List<Message> batch) {
    if (!batches || batch.isEmpty()) {
      throw new ProtocolError(
          ProtocolError.INVALID_REQUEST,
          "Invalid Request: batches are part of MCP "
              + BATCHING_VERSION
              + " only; send each message on a line of its own");
    }
    long answers = batch.stream().filter(m -> m instanceof Request || m instanceof Invalid).count();
    Reply reply = new Reply.Batch(wire, Math.toIntExact(answers));
    batch.forEach(message -> take(message, reply));
  }

  private void take(Message message, Reply reply) {
    if (message instanceof Request request) {
      take(request, reply);
    } else if (message instanceof Invalid invalid) {
      reply.send(invalid.answer());
    } else if (message instanceof Notification notification
        && notification.method().equals("notifications/cancelled")) {
      calls.cancel(notification.params().get("requestId"));
    }
  }

  private void take(Request request, Reply reply) {
    switch (request.method()) {
      case "ping" -> reply.send(request.answer(JsonObject.EMPTY));
      case "initialize" -> reply.send(initialize(request));
      // A client of the newer era asks this first, and falls back at once when it is unknown.
      case "server/discover" ->
          reply.send(
              new ProtocolError(ProtocolError.METHOD_NOT_FOUND, "Method not found")
                  .answer(request.id()));
      default -> begin(request, reply);
    }
  }

  private void begin(Request request, Reply reply) {
    Era answering = era;
    if (answering == null || !initialized) {
      reply.send(
          new ProtocolError(
                  ProtocolError.INVALID_REQUEST, "Invalid Request: \"initialize\" must come first")
              .answer(request.id()));
      return;
    }
    calls.begin(
        request.id(),
        answering.keepsOrder(request.method(), request.params()),
        () -> answer(request, () -> answering),
        reply);
  }

  private JsonObject initialize(Request request) {
    JsonObject answer = answer(request, this::handshakeEra);
    String version = answer.object("result").text("protocolVersion");
    if (version != null) {
      initialized = true;
      batches = version.equals(BATCHING_VERSION);
    }
    return answer;
  }

  private Era handshakeEra() {
    if (era == null) {
      era = handshake.get();
    }
    return era;
  }

  private JsonObject answer(Request request, Supplier<Era> answering) {
    try {
      return request.answer(answering.get().answer(request.method(), request.params()));
    } catch (ProtocolError e) {
      return e.answer(request.id());
    } catch (RuntimeException | Error e) {
      String told = faults.report(request.method(), e);
      return new ProtocolError(ProtocolError.INTERNAL_ERROR, told).answer(request.id());
    }
  }
}
