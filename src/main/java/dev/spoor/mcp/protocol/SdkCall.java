package dev.spoor.mcp.protocol;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request of the older era, as its handler sees it through the SDK. */
final class SdkCall implements Call {
  private static final int MOST_ROUNDS = 16;

  private final McpSyncServerExchange exchange;
  private final SdkJson json;
  private final Asked asked;
  private final Faults faults;
  private final Rising progress = new Rising();
  private JsonObject inputResponses = JsonObject.EMPTY;
  private @Nullable String requestState;

  SdkCall(McpSyncServerExchange exchange, SdkJson json, Asked asked, Faults faults) {
    this.exchange = exchange;
    this.json = json;
    this.asked = asked;
    this.faults = faults;
  }

  /**
   * Runs the handler, as often as it needs to know more from the client; this era can ask at once.
   *
   * @param result what the SDK makes of the outcome, which asks no more
   */
  <O, R> R settle(Function<Call, O> handler, BiFunction<SdkCall, O, R> result) {
    try {
      O outcome = handler.apply(this);
      for (int round = 1; outcome instanceof InputRequired needed; round++) {
        if (round > MOST_ROUNDS) {
          throw new IllegalStateException("the handler asks for ever");
        }
        ask(needed);
        outcome = handler.apply(this);
      }
      return result.apply(this, outcome);
    } catch (ProtocolError refusal) {
      throw refused(refusal);
    } catch (RuntimeException | Error fault) {
      throw refused(faults.internal("a request of the older era", fault));
    }
  }

  private void ask(InputRequired needed) {
    client().require(needed.capabilities());
    JsonObject.Builder answers = JsonObject.builder();
    needed.requests().forEach((key, request) -> answers.put(key, answer(request)));
    inputResponses = answers.build();
    requestState = needed.requestState();
  }

  private JsonObject answer(InputRequest request) {
    try {
      return json.object(
          switch (request.method()) {
            case InputRequest.ELICIT ->
                exchange.createElicitation(json.bind(request.params(), elicitation(request)));
            case InputRequest.SAMPLE ->
                exchange.createMessage(
                    json.bind(request.params(), McpSchema.CreateMessageRequest.class));
            default -> exchange.listRoots();
          });
    } catch (McpError refusal) {
      throw new ProtocolError(
          ProtocolError.INTERNAL_ERROR,
          "The client refused " + request.method() + ": " + refusal.getMessage());
    }
  }

  private static Class<? extends McpSchema.ElicitRequest> elicitation(InputRequest request) {
    return "url".equals(request.params().text("mode"))
        ? McpSchema.ElicitUrlRequest.class
        : McpSchema.ElicitFormRequest.class;
  }

  /** Codes of the newer era would pass for proof that this is one. */
  private McpError refused(ProtocolError error) {
    boolean modern =
        error.code() <= ProtocolError.HEADER_MISMATCH
            && error.code() >= ProtocolError.UNSUPPORTED_VERSION;
    int code = modern ? ProtocolError.INVALID_PARAMS : error.code();
    String reason = String.valueOf(error.getMessage());
    JsonObject data = error.data();
    asked.refuse(new ProtocolError(code, reason, data));
    McpError.Builder built = McpError.builder(code).message(reason);
    return data == null ? built.build() : built.data(Json.plain(data)).build();
  }

  SdkJson json() {
    return json;
  }

  @Override
  public JsonObject params() {
    return asked.params();
  }

  @Override
  public ClientCapabilities client() {
    McpSchema.ClientCapabilities declared = exchange.getClientCapabilities();
    return new ClientCapabilities(declared == null ? JsonObject.EMPTY : json.object(declared));
  }

  @Override
  public JsonObject inputResponses() {
    return inputResponses;
  }

  @Override
  public @Nullable String requestState() {
    return requestState;
  }

  @Override
  public void progress(double done, @Nullable Double total, @Nullable String message) {
    JsonValue token = ModernRequest.progressToken(params());
    if (token != null) {
      progress.ifMore(
          done,
          () -> {
            if (asked.exchange().isOpen()) {
              exchange.progressNotification(
                  McpSchema.ProgressNotification.builder(Json.plain(token), done)
                      .total(total)
                      .message(message)
                      .build());
            }
          });
    }
  }

  @Override
  public void log(LogLevel level, String logger, JsonValue data) {
    if (asked.exchange().isOpen()) {
      exchange.loggingNotification(
          McpSchema.LoggingMessageNotification.builder(
                  McpSchema.LoggingLevel.valueOf(level.name()),
                  data instanceof JsonString text ? text.value() : data.write())
              .logger(logger)
              .build());
    }
  }
}
