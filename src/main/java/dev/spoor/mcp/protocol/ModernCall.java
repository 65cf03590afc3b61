package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request of the newer era, as its handler sees it. */
final class ModernCall implements Call {
  private final ModernRequest request;
  private final Exchange exchange;
  private final Optional<LogLevel> logLevel;
  private final JsonObject inputResponses;
  private final @Nullable String requestState;
  private final Rising progress = new Rising();

  /** Checks what every handler relies on. */
  ModernCall(ModernRequest request, Exchange exchange) {
    this.request = request;
    this.exchange = exchange;
    this.logLevel = request.logLevel();
    this.inputResponses = responses(request.params().get("inputResponses"));
    this.requestState = state(request.params().get("requestState"));
  }

  /** Answers that are no objects would pass for answers with nothing in them. */
  private static JsonObject responses(@Nullable JsonValue sent) {
    if (sent == null) {
      return JsonObject.EMPTY;
    }
    if (!(sent instanceof JsonObject responses)
        || !responses.members().values().stream().allMatch(JsonObject.class::isInstance)) {
      throw ProtocolError.invalidParams("\"inputResponses\" must be an object of objects");
    }
    return responses;
  }

  private static @Nullable String state(@Nullable JsonValue sent) {
    if (sent == null) {
      return null;
    }
    if (!(sent instanceof JsonString state)) {
      throw ProtocolError.invalidParams("\"requestState\" must be a string");
    }
    return state.value();
  }

  @Override
  public JsonObject params() {
    return request.params();
  }

  @Override
  public ClientCapabilities client() {
    return request.client();
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
    JsonValue token = request.progressToken();
    if (token != null) {
      progress.ifMore(
          done,
          () ->
              exchange.send(
                  notification(
                      "notifications/progress",
                      JsonObject.builder()
                          .put("progressToken", token)
                          .put("progress", number(done))
                          .put("total", total == null ? null : number(total))
                          .put("message", message)
                          .build())));
    }
  }

  @Override
  public void log(LogLevel level, String logger, JsonValue data) {
    if (logLevel.isPresent() && level.compareTo(logLevel.get()) >= 0) {
      exchange.send(
          notification(
              "notifications/message",
              JsonObject.builder()
                  .put("level", level.word())
                  .put("logger", logger)
                  .put("data", data)
                  .build()));
    }
  }

  /** A message that wants no answer. */
  static JsonObject notification(String method, JsonObject params) {
    return JsonObject.builder()
        .put("jsonrpc", "2.0")
        .put("method", method)
        .put("params", params)
        .build();
  }

  private static JsonNumber number(double value) {
    return JsonNumber.of(BigDecimal.valueOf(value).stripTrailingZeros());
  }
}
