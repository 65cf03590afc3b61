package dev.spoor.watch;

import dev.spoor.model.CostStatus;
import dev.spoor.model.Flag;
import dev.spoor.model.FlagCode;
import dev.spoor.model.RunTotals;
import dev.spoor.model.RunTree;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.ToolCall;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run written down step by step; its root is span 1, each step lasts a second. */
final class Steps {
  static final TraceId TRACE = new TraceId("0af7651916cd43dd8448eb211c80319c");
  static final SpanId ROOT = SpanId.of(1);

  private final List<SpanOutline> spans = new ArrayList<>();

  Steps() {
    add(null, SpanKind.AGENT, "root", SpanStatus.OK, null, null, null);
  }

  /** A finished call that went well; gives its id. */
  SpanId call(String tool, long arguments, long result) {
    return callIn(ROOT, tool, arguments, result);
  }

  SpanId callIn(SpanId parent, String tool, long arguments, long result) {
    ToolCall call = new ToolCall(tool, arguments, result, spans.size());
    return add(parent, SpanKind.TOOL, tool, SpanStatus.OK, null, null, call);
  }

  /** A finished call that failed. */
  SpanId failure(String tool, long arguments, long result) {
    ToolCall call = new ToolCall(tool, arguments, result, spans.size());
    return add(ROOT, SpanKind.TOOL, tool, SpanStatus.ERROR, null, null, call);
  }

  /** A call without a result. */
  SpanId running(String tool, long arguments) {
    ToolCall call = new ToolCall(tool, arguments, 0, 0);
    return add(ROOT, SpanKind.TOOL, tool, SpanStatus.RUNNING, null, null, call);
  }

  SpanId llm(long tokens, long nanos) {
    return llmIn(ROOT, tokens, nanos);
  }

  SpanId llmIn(SpanId parent, long tokens, long nanos) {
    Usage usage = new Usage(tokens, 0, 0, 0, 0, 0, false);
    return add(parent, SpanKind.LLM, "m", SpanStatus.OK, usage, new Usd(nanos), null);
  }

  SpanId group(SpanId parent, SpanKind kind) {
    return add(parent, kind, kind.word(), SpanStatus.OK, null, null, null);
  }

  SpanId userMessageIn(SpanId parent) {
    return add(
        parent, SpanKind.INTERNAL, SpanOutline.USER_MESSAGE, SpanStatus.OK, null, null, null);
  }

  List<Flag> flags() {
    return flags(RunLimits.NONE);
  }

  List<Flag> flags(RunLimits limits) {
    return new Watches(limits).flags(view());
  }

  /** The flags of one rule. */
  List<Flag> flags(FlagCode code) {
    return flags().stream().filter(flag -> flag.code() == code).toList();
  }

  WatchedRun view() {
    return view(new RunTree(spans, ROOT), spans, totals());
  }

  /** A run whose spans arrived in the order of the list. */
  static WatchedRun view(RunTree tree, List<SpanOutline> spans, RunTotals totals) {
    Comparator<SpanOutline> order = Comparator.comparingLong(SpanOutline::sequence);
    return new WatchedRun(TRACE, tree, Lanes.of(spans, order, tree).spans(), () -> spans, totals);
  }

  private RunTotals totals() {
    Usd cost = null;
    for (SpanOutline span : spans) {
      if (span.cost() != null) {
        cost = cost == null ? span.cost() : cost.plus(span.cost());
      }
    }
    return new RunTotals(
        Instant.EPOCH,
        null,
        Instant.EPOCH,
        spans.size(),
        0,
        spans.stream().filter(span -> span.kind() == SpanKind.LLM).count(),
        spans.stream().filter(span -> span.kind() == SpanKind.TOOL).count(),
        Usage.NONE,
        cost,
        cost == null ? null : CostStatus.COMPUTED,
        null);
  }

  private SpanId add(
      @Nullable SpanId parent,
      SpanKind kind,
      String name,
      SpanStatus status,
      @Nullable Usage usage,
      @Nullable Usd cost,
      @Nullable ToolCall call) {
    long number = spans.size() + 1;
    spans.add(
        new SpanOutline(
            SpanId.of(number),
            parent,
            number,
            kind,
            name,
            status,
            Instant.ofEpochSecond(number),
            status == SpanStatus.RUNNING ? null : Instant.ofEpochSecond(number + 1),
            null,
            usage,
            cost,
            cost == null ? null : CostStatus.COMPUTED,
            call));
    return SpanId.of(number);
  }
}
