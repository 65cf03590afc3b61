package dev.spoor.codec.dialect;

import dev.spoor.codec.RunJson;
import dev.spoor.codec.otlp.OtlpLog;
import dev.spoor.codec.otlp.OtlpOrigin;
import dev.spoor.codec.otlp.OtlpSpan;
import dev.spoor.codec.session.Prompts;
import dev.spoor.json.JsonString;
import dev.spoor.model.Batch;
import dev.spoor.model.RunDraft;
import dev.spoor.model.Score;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanDraft.Laying;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * OTLP's spans and log records as drafts of ours, whatever dialect they speak.
 *
 * <p>Kind, name, model, tokens, cost, input and output are read by the dialects; of each field the
 * first word holds, in this order: our own {@code spoor.*}, Claude Code, Langfuse, OpenInference,
 * MLflow, LangSmith, Traceloop, Pydantic AI, Codex, AI SDK, and OpenTelemetry's GenAI, which also
 * reads what MCP's conventions and Gemini CLI say. Who sent a span is said once a batch, run and
 * program, as {@code resource} and {@code otel.scope} in the attributes of the run's root, or of
 * the highest span there is.
 *
 * <p>Nothing is refused: what cannot be read stays among the attributes.
 */
public final class OtlpMapping {
  private static final Pattern EVENT_NAME =
      Pattern.compile("(gen_ai|codex|gemini_cli)(\\.\\w{1,60}){1,9}");

  private static final Comparator<SpanMapping> ROOTS_FIRST =
      Comparator.<SpanMapping>comparingInt(mapping -> mapping.span().parent() == null ? 0 : 1)
          .thenComparing(mapping -> mapping.span().start());

  private final Prompts prompts = new Prompts("logs");

  /** What spans tell: a draft for each, and one for each of their runs. */
  public Batch spans(List<OtlpSpan> spans) {
    Set<OtlpSpan> highest = highest(spans);
    List<SpanMapping> mappings = spans.stream().map(SpanMapping::new).toList();
    List<SpanDraft> drafts = new ArrayList<>(spans.size());
    for (SpanMapping mapping : mappings) {
      drafts.add(mapping.draft(highest.contains(mapping.span())).laid(Laying.BESIDE));
    }
    for (SpanMapping mapping : mappings) {
      drafts.addAll(ClaudeOutcome.of(mapping));
      drafts.addAll(Gemini.turn(mapping.span(), mapping.kind()));
    }
    List<Score> scores =
        mappings.stream()
            .flatMap(mapping -> ToldScores.of(mapping.span(), mapping.attributes()).stream())
            .toList();
    return new Batch(runs(mappings), drafts, scores);
  }

  /** The highest span of each program's part of a run. */
  private static Set<OtlpSpan> highest(List<OtlpSpan> spans) {
    Set<SpanId> ids = new HashSet<>();
    spans.forEach(span -> ids.add(span.spanId()));
    Map<OtlpOrigin, Map<TraceId, OtlpSpan>> programs = new LinkedHashMap<>();
    OtlpOrigin origin = null;
    Map<TraceId, OtlpSpan> tops = Map.of();
    for (OtlpSpan span : spans) {
      // Those of one program stand together, and to compare programs takes long.
      if (!span.origin().equals(origin)) {
        origin = span.origin();
        tops = programs.computeIfAbsent(origin, key -> new HashMap<>());
      }
      tops.merge(
          span.traceId(),
          span,
          (first, second) -> height(second, ids) > height(first, ids) ? second : first);
    }
    Set<OtlpSpan> highest = Collections.newSetFromMap(new IdentityHashMap<>());
    programs.values().forEach(each -> highest.addAll(each.values()));
    return highest;
  }

  private static int height(OtlpSpan span, Set<SpanId> ids) {
    if (span.parent() == null) {
      return 2;
    }
    return ids.contains(span.parent()) ? 0 : 1;
  }

  private List<RunDraft> runs(List<SpanMapping> mappings) {
    Map<TraceId, RunReading> runs = new LinkedHashMap<>();
    mappings.forEach(mapping -> runs.computeIfAbsent(mapping.span().traceId(), RunReading::new));
    List<SpanMapping> rootsFirst = new ArrayList<>(mappings);
    rootsFirst.sort(ROOTS_FIRST);
    for (SpanMapping mapping : rootsFirst) {
      tell(runs.computeIfAbsent(mapping.span().traceId(), RunReading::new), mapping);
    }
    return runs.values().stream().map(RunReading::draft).toList();
  }

  private void tell(RunReading run, SpanMapping mapping) {
    Attributes attributes = mapping.attributes();
    run.add(mapping.span().origin(), attributes);
    if (Boolean.TRUE.equals(attributes.truth("langfuse.internal.as_root"))) {
      run.root(mapping.span().spanId());
    }
    if (Gemini.isStep(mapping.span(), mapping.kind())) {
      run.root(RunJson.rootOf(mapping.span().traceId()));
    }
    TraceId prompt = Gemini.prompt(mapping.span(), attributes, prompts);
    if (prompt != null) {
      run.alias(prompt);
    }
    TurnKey turn =
        Codex.isSender(mapping.span().origin())
            ? Codex.turn(attributes)
            : ClaudeCode.turn(mapping.span().name(), attributes);
    if (turn != null) {
      run.turn(turn);
    }
  }

  /**
   * What log records tell.
   *
   * @param unplaced gets those that are left out, because nothing says to which run they belong
   */
  public Batch logs(List<OtlpLog> logs, Consumer<OtlpLog> unplaced) {
    LogBatch batch = new LogBatch();
    GenAiLogs others = new GenAiLogs(batch);
    for (OtlpLog log : logs.stream().sorted(Comparator.comparing(OtlpLog::at)).toList()) {
      if (!read(log, others, batch)) {
        unplaced.accept(log);
      }
    }
    others.finish();
    return batch.batch();
  }

  private boolean read(OtlpLog sent, GenAiLogs others, LogBatch batch) {
    OtlpLog log = named(sent);
    String event = ClaudeLogs.event(log);
    if (!event.isEmpty()) {
      return ClaudeLogs.read(log, event, batch, prompts);
    } else if (log.eventName().startsWith(CodexLogs.PREFIX)) {
      return CodexLogs.read(log, batch, prompts);
    } else if (log.eventName().startsWith(GeminiLogs.PREFIX)) {
      return GeminiLogs.read(log, batch, prompts);
    }
    return GeminiLogs.readDetails(log, batch, prompts) || others.read(log);
  }

  /** Some senders name the event in an attribute beside a name of their own, or in the body. */
  private static OtlpLog named(OtlpLog log) {
    String attribute = log.attributes().text("event.name");
    if (attribute != null && EVENT_NAME.matcher(attribute).matches()) {
      return log.named(attribute);
    }
    return log.eventName().isEmpty()
            && log.body() instanceof JsonString body
            && EVENT_NAME.matcher(body.value()).matches()
        ? log.named(body.value())
        : log;
  }
}
