package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.mcp.protocol.Message.Request;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The revisions that begin with {@code initialize}, 2024-11-05 to 2025-11-25; one session. What a
 * client asks first is answered here, the rest by the SDK, which is not loaded before: clients
 * start servers that they never use.
 */
final class HandshakeEra implements Era {
  private static final JsonObject NOBODY =
      JsonObject.builder().put("name", "unknown").put("version", "0").build();

  private final Supplier<Introduction> introduction;
  private final Faults faults;
  private final Invocations invocations;
  private final Supplier<SdkEra> maker;
  private @Nullable SdkEra sdk;
  private JsonObject hello = JsonObject.EMPTY;

  /**
   * A session that has not begun.
   *
   * @param client takes what is sent without being an answer, from any thread
   */
  HandshakeEra(
      Supplier<Introduction> introduction,
      Supplier<Features> features,
      Faults faults,
      Consumer<JsonObject> client) {
    this.introduction = introduction;
    this.faults = faults;
    this.invocations = new Invocations(features, faults);
    this.maker = () -> new SdkEra(features.get(), faults, client);
  }

  @Override
  public boolean keepsOrder(Request request) {
    return invocations.keepsOrder(request);
  }

  @Override
  public JsonObject answer(Request request, Exchange exchange) {
    return switch (request.method()) {
      case "initialize" -> faults.answer(request, () -> initialize(request.params()));
      case "ping" -> request.answer(JsonObject.EMPTY);
      case "tools/list" -> faults.answer(request, this::toolList);
      default -> answerBySdk(request, exchange);
    };
  }

  /** Takes the client's answer to a request of the SDK. */
  void take(JsonObject answer) {
    SdkEra asking = loaded();
    if (asking != null) {
      asking.take(answer);
    }
  }

  private synchronized JsonObject initialize(JsonObject params) {
    for (String member : List.of("capabilities", "clientInfo")) {
      JsonValue value = params.get(member);
      if (value != null && value != JsonNull.NULL && !(value instanceof JsonObject)) {
        throw ProtocolError.invalidParams("\"" + member + "\" must be an object");
      }
    }
    JsonObject result = introduction.get().handshake(params.get("protocolVersion"));
    hello = hello(params, result);
    if (sdk != null) {
      begin(sdk);
    } else if (introduction.get().announces()) {
      // It is the SDK that tells of changes, also to a client that asks for nothing more.
      begun();
    }
    return result;
  }

  private JsonObject toolList() {
    if (!introduction.get().offers("tools")) {
      throw new ProtocolError(ProtocolError.METHOD_NOT_FOUND, "Method not found");
    }
    return introduction.get().toolList();
  }

  private JsonObject answerBySdk(Request request, Exchange exchange) {
    try {
      return begun().answer(request, exchange);
    } catch (RuntimeException | Error fault) {
      return faults.internal(request.method(), fault).answer(request.id());
    }
  }

  private synchronized SdkEra begun() {
    if (sdk == null) {
      SdkEra made = maker.get();
      begin(made);
      sdk = made;
    }
    return sdk;
  }

  private synchronized @Nullable SdkEra loaded() {
    return sdk;
  }

  /** What the client and we agreed on, as the SDK wants it. */
  private static JsonObject hello(JsonObject params, JsonObject result) {
    return JsonObject.builder()
        .put("protocolVersion", result.get("protocolVersion"))
        .put("capabilities", params.object("capabilities"))
        .put("clientInfo", params.get("clientInfo") instanceof JsonObject info ? info : NOBODY)
        .build();
  }

  /** Capabilities that the SDK cannot read are as if they were not declared. */
  private void begin(SdkEra session) {
    try {
      session.begin(hello);
    } catch (ProtocolError unreadable) {
      session.begin(
          JsonObject.builder()
              .put("protocolVersion", hello.get("protocolVersion"))
              .put("capabilities", JsonObject.EMPTY)
              .put("clientInfo", NOBODY)
              .build());
    }
  }
}
