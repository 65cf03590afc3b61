package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.mcp.protocol.Changes.Change;
import dev.spoor.mcp.protocol.Changes.Kind;
import dev.spoor.mcp.protocol.Message.Request;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one {@code subscriptions/listen} asked for (2026-07-28, basic/patterns/subscriptions): its
 * notifications go to a sink until it is closed. Thread-safe.
 */
public final class Subscription implements AutoCloseable {
  private final Request request;
  private final Features features;
  private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
  private final Set<String> uris = new HashSet<>();
  private final Consumer<JsonObject> sink;
  private final Consumer<Change> listener = this::tell;
  private boolean closed;

  private Subscription(Request request, Features features, Consumer<JsonObject> sink) {
    this.request = request;
    this.features = features;
    this.sink = sink;
  }

  static Subscription open(Request request, Features features, Consumer<JsonObject> sink) {
    Subscription subscription = new Subscription(request, features, sink);
    subscription.begin(filter(request.params().get("notifications")));
    return subscription;
  }

  private static JsonObject filter(@Nullable JsonValue sent) {
    if (!(sent instanceof JsonObject filter)) {
      throw ProtocolError.invalidParams("\"notifications\" must be an object");
    }
    for (Kind kind : Kind.values()) {
      JsonValue wish = filter.get(kind.filter());
      boolean fits =
          kind == Kind.RESOURCE
              ? wish instanceof JsonArray all
                  && all.elements().stream().allMatch(JsonString.class::isInstance)
              : wish instanceof JsonBoolean;
      if (wish != null && wish != JsonNull.NULL && !fits) {
        throw ProtocolError.invalidParams("\"" + kind.filter() + "\" cannot be " + wish.shape());
      }
    }
    return filter;
  }

  /** Acknowledges what is honoured, before any change is told. */
  private synchronized void begin(JsonObject filter) {
    JsonObject.Builder honoured = JsonObject.builder();
    for (Kind kind : Kind.values()) {
      JsonValue wish = filter.get(kind.filter());
      boolean asked = JsonBoolean.of(true).equals(wish) || wish instanceof JsonArray;
      if (asked && features.announces(kind)) {
        kinds.add(kind);
        honoured.put(kind.filter(), wish);
      }
    }
    for (JsonValue uri : filter.array(Kind.RESOURCE.filter()).elements()) {
      uris.add(((JsonString) uri).value());
    }
    Changes changes = features.changes();
    if (changes != null) {
      changes.listen(listener);
    }
    send(
        "notifications/subscriptions/acknowledged",
        JsonObject.builder().put("notifications", honoured.build()));
  }

  private synchronized void tell(Change change) {
    String uri = change.uri();
    if (!closed && kinds.contains(change.kind()) && (uri == null || uris.contains(uri))) {
      send(change.kind().method(), change.params());
    }
  }

  private void send(String method, JsonObject.Builder params) {
    sink.accept(ModernCall.notification(method, params.put("_meta", tag().build()).build()));
  }

  private JsonObject.Builder tag() {
    return JsonObject.builder().put(ModernRequest.SUBSCRIPTION, request.id());
  }

  /** Sends nothing more; for a client that has gone or takes its request back. */
  @Override
  public synchronized void close() {
    closed = true;
    Changes changes = features.changes();
    if (changes != null) {
      changes.leave(listener);
    }
  }

  /** Sends nothing more; the answer that tells the client so. */
  public JsonObject end() {
    close();
    return request.answer(
        JsonObject.builder()
            .put("resultType", "complete")
            .put("_meta", tag().put(ModernRequest.SERVER, features.info().brief()).build())
            .build());
  }

  /**
   * What a stream that goes on tells after {@link #end} (2026-07-28, basic/patterns/cancellation).
   */
  JsonObject cancelled() {
    return ModernCall.notification(
        "notifications/cancelled", JsonObject.builder().put("requestId", request.id()).build());
  }
}
