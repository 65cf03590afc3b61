package dev.spoor.codec.otlp;

import dev.spoor.model.RunField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the fields of a run are called when it is written as OTLP: by the names of the GenAI
 * conventions where they have one, else {@code spoor.*}. Whoever sends such a name means the field
 * of ours.
 */
public final class SpoorAttributes {
  /** The instrumentation that wrote a span with these names. */
  public static final String SCOPE = "dev.spoor";

  /** The version of these names. */
  public static final String SCOPE_VERSION = "1";

  /** A {@link dev.spoor.model.SpanKind}, also what its sender called an unknown one. */
  public static final String KIND = "spoor.kind";

  /** A {@link dev.spoor.model.SpanStatus}. */
  public static final String STATUS = "spoor.status";

  /** What went in, as text; JSON and base64 say so in {@link #INPUT_FORM}. */
  public static final String INPUT = "spoor.input";

  /** What the input is, {@code json} or {@code base64}; absent for text. */
  public static final String INPUT_FORM = "spoor.input.form";

  /** What came out, as {@link #INPUT}. */
  public static final String OUTPUT = "spoor.output";

  /** What the output is, as {@link #INPUT_FORM}. */
  public static final String OUTPUT_FORM = "spoor.output.form";

  /** Tokens by our own counters, JSON text. */
  public static final String USAGE = "spoor.usage";

  /** The error's class. */
  public static final String ERROR_TYPE = "spoor.error.type";

  /** What the error said. */
  public static final String ERROR_MESSAGE = "spoor.error.message";

  /** Where the error happened. */
  public static final String ERROR_STACK = "spoor.error.stack";

  /** All attributes as JSON text, where OTLP cannot carry one of them as it is. */
  public static final String ATTRIBUTES = "spoor.attributes";

  /** All events as JSON text, likewise. */
  public static final String EVENTS = "spoor.events";

  /** All links as JSON text, likewise. */
  public static final String LINKS = "spoor.links";

  /** True on the span that is the run itself. */
  public static final String ROOT = "spoor.root";

  /** True where the parent is the run's root only because nobody named one. */
  public static final String PARENT_IMPLIED = "spoor.parent_implied";

  /** The call that a span stands for, for other readers: {@code chat}, {@code execute_tool}. */
  public static final String OPERATION = "gen_ai.operation.name";

  /** The session, for other readers. */
  public static final String CONVERSATION = "gen_ai.conversation.id";

  /** Why the model stopped; a list of one. */
  public static final String FINISH_REASONS = "gen_ai.response.finish_reasons";

  /** What the fields of a run that are not its root span's begin with. */
  public static final String RUN = "spoor.run.";

  /** When the run was given up; on all its spans. */
  public static final String ABANDONED_AT = RUN + RunField.ABANDONED_AT.name();

  /**
   * Through which stores spans came, by their ids; on the resource, where collectors keep it. A
   * store does not take what it passed on itself.
   */
  public static final String VIA = "spoor.via";

  /** The event that is a score. */
  public static final String EVALUATION = "gen_ai.evaluation.result";

  private static final String OURS = "spoor.";

  /** Words and numbers of a span by their names in our own JSON. */
  static final Map<String, String> SPAN_FIELDS = spanFields();

  /** The counters that other readers know, by their names in our own JSON. */
  static final Map<String, String> COUNTERS = counters();

  /** Fields of a score by their names in our own JSON. */
  static final Map<String, String> SCORE_FIELDS = scoreFields();

  /** Words of a run by their names in our own JSON. */
  static final Set<String> RUN_FIELDS =
      Set.of(
          "parent_trace_id",
          "parent_span_id",
          "agent",
          "runner_id",
          "thread_id",
          "project",
          "feature",
          "session_id",
          "user_id",
          "environment",
          "release",
          "tags",
          "halt_reason");

  /** Objects of a run, written as JSON text. */
  static final Set<String> RUN_OBJECTS = Set.of("metadata", "git");

  private static final Set<String> SHARED =
      Stream.of(
              SPAN_FIELDS.values().stream(),
              COUNTERS.values().stream(),
              Stream.of(OPERATION, CONVERSATION, FINISH_REASONS))
          .flatMap(names -> names)
          .collect(Collectors.toUnmodifiableSet());

  private SpoorAttributes() {}

  private static Map<String, String> spanFields() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("kind", KIND);
    names.put("status", STATUS);
    names.put("agent", "gen_ai.agent.name");
    names.put("provider", "gen_ai.provider.name");
    names.put("model", "gen_ai.response.model");
    names.put("request_model", "gen_ai.request.model");
    names.put("temperature", "gen_ai.request.temperature");
    names.put("max_tokens", "gen_ai.request.max_tokens");
    names.put("ttft_ms", "spoor.ttft_ms");
    names.put("cost_usd", "spoor.cost_usd");
    names.put("cost_status", "spoor.cost_status");
    names.put("tool_name", "gen_ai.tool.name");
    names.put("tool_call_id", "gen_ai.tool.call.id");
    names.put("attempt", "spoor.attempt");
    return names;
  }

  private static Map<String, String> scoreFields() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("name", "gen_ai.evaluation.name");
    names.put("value", "gen_ai.evaluation.score.value");
    names.put("label", "gen_ai.evaluation.score.label");
    names.put("reason", "gen_ai.evaluation.explanation");
    names.put("judge", "gen_ai.response.model");
    names.put("source", "spoor.source");
    names.put("score_id", "spoor.score_id");
    names.put("span_id", "spoor.span_id");
    return names;
  }

  private static Map<String, String> counters() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("input_tokens", "gen_ai.usage.input_tokens");
    names.put("output_tokens", "gen_ai.usage.output_tokens");
    names.put("cached_input_tokens", "gen_ai.usage.cache_read.input_tokens");
    return names;
  }

  /** Whether a name means a field of ours, so that no sender's own attribute may have it. */
  static boolean isField(String name) {
    return name.startsWith(OURS) || SHARED.contains(name);
  }
}
