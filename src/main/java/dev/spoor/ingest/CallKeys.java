package dev.spoor.ingest;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.TraceId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a call is called by every source that tells of it: a tool's call by its id, a model's by the
 * id of the request.
 */
final class CallKeys {
  private static final String REQUEST_ID = "request_id";
  private static final String TOOL = "tool ";
  private static final String REQUEST = "request ";

  private CallKeys() {}

  /** The keys that the words of a span of this kind tell; mostly none or one. */
  static Set<String> of(Fields fields, SpanKind kind) {
    if (kind == SpanKind.LLM) {
      String request = requestId(fields.get(SpanField.ATTRIBUTES));
      return request == null ? Set.of() : Set.of(REQUEST + request);
    }
    // The agent that a call of a tool starts is told instead of that call.
    boolean isCall = kind.callsTool() || kind == SpanKind.AGENT;
    String call = isCall ? fields.get(SpanField.TOOL_CALL_ID) : null;
    return call == null || call.isEmpty() ? Set.of() : Set.of(TOOL + call);
  }

  /**
   * The id of a model's call whose source knows its request and no message's id; null for a tool's.
   */
  static @Nullable SpanId requested(String key, TraceId told) {
    return key.startsWith(REQUEST) ? SpanId.derived(told, key.substring(REQUEST.length())) : null;
  }

  private static @Nullable String requestId(@Nullable JsonText attributes) {
    if (attributes == null || !attributes.text().contains('"' + REQUEST_ID + '"')) {
      return null;
    }
    String request =
        Json.trusted(attributes) instanceof JsonObject object ? object.text(REQUEST_ID) : null;
    return request == null || request.isEmpty() ? null : request;
  }
}
