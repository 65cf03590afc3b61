package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.Message.Request;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The revision 2026-07-28: every request says of itself what the older era agrees on once, and
 * nothing of an earlier one is used. Thread-safe.
 */
public final class ModernEra implements Era {
  /** The revision served. */
  public static final String VERSION = "2026-07-28";

  private static final String DISCOVER = "server/discover";
  private static final String LISTEN = "subscriptions/listen";

  private final Supplier<Introduction> introduction;
  private final Supplier<Features> features;
  private final Faults faults;
  private final Invocations invocations;

  /** An era that serves these features. */
  public ModernEra(Features features, Faults faults) {
    this(new Once<>(() -> Introduction.of(features)), () -> features, faults);
  }

  /**
   * An era that can introduce itself before it has features.
   *
   * @param introduction of those features
   */
  ModernEra(Supplier<Introduction> introduction, Supplier<Features> features, Faults faults) {
    this.introduction = introduction;
    this.features = features;
    this.faults = faults;
    this.invocations = new Invocations(features, faults);
  }

  /**
   * Whether a request is this era's: it says so by its {@code _meta}, or by a method that the other
   * does not have.
   */
  public static boolean claims(Request request) {
    return ModernRequest.isMarked(request)
        || request.method().equals(DISCOVER)
        || request.method().equals(LISTEN);
  }

  /** Whether the request opens a {@link #listen subscription}, which is not answered at once. */
  public static boolean isListen(Request request) {
    return request.method().equals(LISTEN);
  }

  /**
   * Checks all that can be checked before anything is done, in the order of the specification. Over
   * HTTP, a failure here is status 404 for {@link ProtocolError#METHOD_NOT_FOUND} and 400 for all
   * else.
   *
   * @throws ProtocolError at the first rule that is broken
   */
  public ModernRequest check(Request request, HeaderChecks headers) {
    ModernRequest checked = ModernRequest.of(request);
    headers.version(checked.version());
    requireServed(checked.version());
    headers.target(checked.method(), checked.target());
    requireOffered(checked.method());
    Tool tool = checked.method().equals("tools/call") ? invocations.tool(checked.target()) : null;
    if (tool != null) {
      headers.arguments(tool, checked.params().object("arguments"));
    }
    return checked;
  }

  static void requireServed(String version) {
    if (!version.equals(VERSION)) {
      throw ProtocolError.unsupportedVersion(version, List.of(VERSION));
    }
  }

  private void requireOffered(String method) {
    boolean offered =
        switch (method) {
          case DISCOVER, LISTEN -> true;
          case "tools/list", "tools/call" -> introduction.get().offers("tools");
          case "resources/list", "resources/templates/list", "resources/read" ->
              introduction.get().offers("resources");
          case "prompts/list", "prompts/get" -> introduction.get().offers("prompts");
          case "completion/complete" -> introduction.get().offers("completions");
          default -> false;
        };
    if (!offered) {
      throw new ProtocolError(ProtocolError.METHOD_NOT_FOUND, "Method not found");
    }
  }

  /**
   * The answer to a request that was checked, a result or an error. Over HTTP, the status is 400
   * when the error is {@link ProtocolError#MISSING_CAPABILITY}, and 200 for all else.
   */
  public JsonObject answer(ModernRequest checked, Exchange exchange) {
    return faults.answer(checked.request(), () -> result(checked, exchange));
  }

  @Override
  public JsonObject answer(Request request, Exchange exchange) {
    return faults.answer(request, () -> result(check(request, HeaderChecks.NONE), exchange));
  }

  @Override
  public boolean keepsOrder(Request request) {
    return invocations.keepsOrder(request);
  }

  /**
   * Opens a subscription. The acknowledgement is sent before this returns.
   *
   * @param checked a request that {@link #isListen}
   * @param sink takes the subscription's notifications, from any thread, one at a time
   * @throws ProtocolError when the filter is malformed
   */
  public Subscription listen(ModernRequest checked, Consumer<JsonObject> sink) {
    return Subscription.open(checked.request(), features.get(), sink);
  }

  private JsonObject result(ModernRequest checked, Exchange exchange) {
    JsonObject params = checked.params();
    return switch (checked.method()) {
      case DISCOVER -> complete(introduction.get().discovery(), introduction.get().caching());
      case "tools/list" -> list("tools", introduction.get().tools().stream(), params);
      case "resources/list" ->
          list("resources", features.get().resources().stream().map(Resource::json), params);
      case "resources/templates/list" ->
          list(
              "resourceTemplates",
              features.get().templates().stream().map(ResourceTemplate::json),
              params);
      case "prompts/list" ->
          list("prompts", features.get().prompts().stream().map(Prompt::json), params);
      case "completion/complete" -> complete(invocations.complete(params));
      default -> performed(checked, new ModernCall(checked, exchange));
    };
  }

  private JsonObject performed(ModernRequest checked, ModernCall call) {
    return switch (checked.method()) {
      case "tools/call" -> {
        ToolOutcome outcome = invocations.call(call);
        yield outcome instanceof ToolResult result
            ? complete(result.json())
            : asking(call, (InputRequired) outcome);
      }
      case "prompts/get" -> {
        PromptOutcome outcome = invocations.prompt(call);
        yield outcome instanceof PromptResult result
            ? complete(result.json())
            : asking(call, (InputRequired) outcome);
      }
      default -> {
        ResourceOutcome outcome = invocations.read(call);
        if (outcome == ResourceMissing.MISSING) {
          throw new ProtocolError(
              ProtocolError.INVALID_PARAMS,
              "Resource not found",
              JsonObject.builder().put("uri", checked.target()).build());
        }
        yield outcome instanceof ResourceContents read
            ? complete(read.json(), read.caching())
            : asking(call, (InputRequired) outcome);
      }
    };
  }

  private JsonObject list(String name, Stream<JsonObject> entries, JsonObject params) {
    return complete(
        Page.of(name, entries.toList(), introduction.get().pageSize(), params),
        introduction.get().caching());
  }

  /** A client is asked only for what it declared. */
  private JsonObject asking(Call call, InputRequired needed) {
    call.client().require(needed.capabilities());
    JsonObject.Builder result = JsonObject.builder();
    needed.json().members().forEach(result::put);
    return result.put("_meta", meta()).build();
  }

  private JsonObject complete(JsonObject body) {
    return body(body).put("_meta", meta()).build();
  }

  private JsonObject complete(JsonObject body, Caching caching) {
    return body(body)
        .put("ttlMs", caching.timeToLive().toMillis())
        .put("cacheScope", caching.shared() ? "public" : "private")
        .put("_meta", meta())
        .build();
  }

  private static JsonObject.Builder body(JsonObject body) {
    JsonObject.Builder result = JsonObject.builder().put("resultType", "complete");
    body.members().forEach(result::put);
    return result;
  }

  private JsonObject meta() {
    return JsonObject.builder()
        .put(ModernRequest.SERVER, introduction.get().info().brief())
        .build();
  }
}
