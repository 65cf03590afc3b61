package dev.spoor.ingest;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usage;
import dev.spoor.watch.CallFingerprint;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a call is called by every source that tells of it: a tool's call by its id, a model's by the
 * id of the request. Where the sources of a program have no id in common, they mark a call with
 * what names it instead: a model's call its {@code usage}, a tool's its {@code arguments}.
 */
final class CallKeys {
  private static final String REQUEST_ID = "request_id";
  private static final String NAMED_BY = "spoor.named_by";
  private static final String TOOL = "tool ";
  private static final String REQUEST = "request ";
  private static final String USAGE = "usage ";
  private static final String ARGUMENTS = "arguments ";

  private CallKeys() {}

  /** The keys that the words of a span of this kind tell, ids first; mostly none or one. */
  static Set<String> of(Fields fields, SpanKind kind) {
    // The agent that a call of a tool starts is told instead of that call.
    boolean isOfTool = kind.callsTool() || kind == SpanKind.AGENT;
    if (kind != SpanKind.LLM && !isOfTool) {
      return Set.of();
    }
    Set<String> keys = new LinkedHashSet<>();
    JsonObject told = told(fields.get(SpanField.ATTRIBUTES));
    String id = isOfTool ? fields.get(SpanField.TOOL_CALL_ID) : told.text(REQUEST_ID);
    if (id != null && !id.isEmpty()) {
      keys.add((isOfTool ? TOOL : REQUEST) + id);
    }
    Usage usage = fields.get(SpanField.USAGE);
    String named = Objects.requireNonNullElse(told.text(NAMED_BY), "");
    if (named.equals("usage") && usage != null && usage.totalTokens() > 0) {
      keys.add(USAGE + usage.inAndOut());
    } else if (named.equals("arguments") && isOfTool) {
      String tool = fields.get(SpanField.TOOL_NAME, "");
      keys.add(ARGUMENTS + CallFingerprint.arguments(tool, fields.get(SpanField.INPUT)));
    }
    return keys;
  }

  /**
   * Whether it tells in which run of its session a call was; one may be made again with the same
   * arguments.
   */
  static boolean tellsTheRun(String key) {
    return !key.startsWith(ARGUMENTS);
  }

  /** The id that log records give the call, which know of its span only that they tell of it. */
  static SpanId logged(String key, TraceId told) {
    boolean named = key.startsWith(REQUEST) || key.startsWith(TOOL);
    return SpanId.derived(told, named ? key.substring(key.indexOf(' ') + 1) : key);
  }

  private static JsonObject told(@Nullable JsonText attributes) {
    if (attributes == null) {
      return JsonObject.EMPTY;
    }
    String text = attributes.text();
    boolean names = text.contains(REQUEST_ID) || text.contains(NAMED_BY);
    return names && Json.trusted(attributes) instanceof JsonObject object
        ? object
        : JsonObject.EMPTY;
  }
}
