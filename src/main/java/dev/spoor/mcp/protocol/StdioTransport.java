package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.mcp.protocol.Message.Answer;
import dev.spoor.mcp.protocol.Message.Invalid;
import dev.spoor.mcp.protocol.Message.Notification;
import dev.spoor.mcp.protocol.Message.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * MCP over two streams, a message a line, both eras in one process. Ours and not the SDK's, because
 * it survives bad lines, answers what comes before {@code initialize}, cancels, and writes the
 * answers that are due when the client closes its end.
 */
public final class StdioTransport {
  private static final int MAX_LINE_BYTES = 64 * 1024 * 1024;
  private static final String BATCHING_VERSION = "2025-03-26";

  private final LineReader lines;
  private final Wire wire;
  private final HandshakeEra handshake;
  private final ModernEra modern;
  private final Consumer<String> asked;
  private final Calls calls;
  private final Map<JsonValue, Subscription> subscriptions = new LinkedHashMap<>();
  private boolean initialized;
  private boolean batches;

  /**
   * A transport that has read nothing yet.
   *
   * @param out ours to the client, and nobody else's
   * @param introduction made when the first client asks what there is
   * @param features made when the first request needs one of them
   * @param asked told the method of each request before it is answered
   */
  public StdioTransport(
      InputStream in,
      OutputStream out,
      Supplier<Introduction> introduction,
      Supplier<Features> features,
      Faults faults,
      Consumer<String> asked) {
    this.lines = new LineReader(in, MAX_LINE_BYTES);
    this.wire = new Wire(out);
    this.asked = asked;
    this.calls = new Calls(wire::send);
    Supplier<Introduction> introduced = new Once<>(introduction);
    Supplier<Features> offered = new Once<>(features);
    this.modern = new ModernEra(introduced, offered, faults);
    this.handshake = new HandshakeEra(introduced, offered, faults, wire::send);
  }

  /**
   * Serves until the client closes its end and the answers that are due are written.
   *
   * @param drain how long to wait for those answers
   */
  public void serve(Duration drain) throws IOException {
    try {
      boolean more = true;
      while (more) {
        more = next();
      }
    } finally {
      calls.drain(drain);
      endSubscriptions();
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
      asked.accept(request.method());
      take(request, reply);
    } else if (message instanceof Invalid invalid) {
      reply.send(invalid.answer());
    } else if (message instanceof Answer answer && initialized) {
      handshake.take(answer.json());
    } else if (message instanceof Notification notification
        && notification.method().equals("notifications/cancelled")) {
      cancel(notification.params().get("requestId"));
    }
  }

  private void take(Request request, Reply reply) {
    if (ModernEra.claims(request)) {
      takeModern(request, reply);
    } else if (request.method().equals("initialize")) {
      reply.send(initialize(request));
    } else if (request.method().equals("ping")) {
      reply.send(request.answer(JsonObject.EMPTY));
    } else if (initialized) {
      begin(request, handshake, reply);
    } else {
      reply.send(
          new ProtocolError(
                  ProtocolError.INVALID_REQUEST, "Invalid Request: \"initialize\" must come first")
              .answer(request.id()));
    }
  }

  private void takeModern(Request request, Reply reply) {
    if (ModernEra.isListen(request)) {
      JsonObject refusal = listen(request);
      if (refusal == null) {
        reply.omit();
      } else {
        reply.send(refusal);
      }
    } else {
      begin(request, modern, reply);
    }
  }

  private void begin(Request request, Era era, Reply reply) {
    calls.begin(
        request.id(), era.keepsOrder(request), exchange -> era.answer(request, exchange), reply);
  }

  private JsonObject initialize(Request request) {
    JsonObject answer = handshake.answer(request, Exchange.OPEN);
    String version = answer.object("result").text("protocolVersion");
    if (version != null) {
      initialized = true;
      batches = version.equals(BATCHING_VERSION);
    }
    return answer;
  }

  /** Opens a subscription; the error when it cannot be opened. */
  private @Nullable JsonObject listen(Request request) {
    try {
      Subscription opened = modern.listen(modern.check(request, HeaderChecks.NONE), wire::send);
      Subscription before = subscriptions.put(request.id(), opened);
      if (before != null) {
        before.close();
      }
      return null;
    } catch (ProtocolError e) {
      return e.answer(request.id());
    }
  }

  private void cancel(@Nullable JsonValue id) {
    Subscription subscription = id == null ? null : subscriptions.remove(id);
    if (subscription == null) {
      calls.cancel(id);
    } else {
      subscription.close();
    }
  }

  private void endSubscriptions() {
    for (Subscription subscription : subscriptions.values()) {
      wire.send(subscription.end());
      wire.send(subscription.cancelled());
    }
    subscriptions.clear();
  }
}
