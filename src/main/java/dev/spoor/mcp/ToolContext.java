package dev.spoor.mcp;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.Limits;
import dev.spoor.codec.RandomIds;
import dev.spoor.codec.Traceparent;
import dev.spoor.evals.Check;
import dev.spoor.evals.Evals;
import dev.spoor.ingest.Ingest;
import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.Call;
import dev.spoor.mcp.protocol.Faults;
import dev.spoor.model.BadInput;
import dev.spoor.model.Fields;
import dev.spoor.model.Receipt;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Silence;
import dev.spoor.model.Tags;
import dev.spoor.model.TraceId;
import dev.spoor.query.RunQuery;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the tools of one connection work with.
 *
 * @param services opened at the first call that needs them
 * @param connection what it remembers
 * @param defaults what its surroundings say
 * @param ids where ids come from
 * @param clock the time of what a call does not date
 */
record ToolContext(
    Supplier<Services> services,
    Connection connection,
    RunDefaults defaults,
    RandomIds ids,
    InstantSource clock) {
  private static final int MOST_LISTED = 10;

  Ingest ingest() {
    return services.get().ingest();
  }

  Links links() {
    return services.get().links();
  }

  RunQuery runs() {
    return services.get().runs();
  }

  /**
   * The run a write is for: the one it names, else the only one this connection has open, else the
   * one that the caller's own trace is in.
   */
  TraceId runToWrite(Arguments arguments, Call request) {
    Optional<String> named =
        Optional.ofNullable(
            arguments.text("trace_id", Limits.WORD, "0af7651916cd43dd8448eb211c80319c").value());
    if (named.isPresent()) {
      return runs().stored(named.get());
    }
    List<TraceId> open = connection.open();
    if (open.size() == 1) {
      return open.get(0);
    }
    return Traceparent.parse(request.meta().text("traceparent"))
        .flatMap(caller -> runs().find(caller.traceId()))
        .map(Run::traceId)
        .orElseThrow(() -> unclear(open));
  }

  static BadInput unclear(List<TraceId> open) {
    if (open.isEmpty()) {
      return BadInput.of("trace_id", "is required, since this connection has no open run")
          .example("\"trace_id\": \"0af7651916cd43dd8448eb211c80319c\", as start_trace answers");
    }
    String listed =
        String.join(
            ", ",
            open.stream()
                .limit(MOST_LISTED)
                .map(run -> run.hex() + " (" + run.runId() + ")")
                .toList());
    int more = open.size() - MOST_LISTED;
    return BadInput.of(
            "trace_id",
            "is required, since this connection has several open runs: "
                + listed
                + (more > 0 ? " and " + more + " more" : ""))
        .example("\"trace_id\": \"" + open.get(0).hex() + "\"");
  }

  /** What is said about a new run, with what the surroundings say where it says nothing. */
  Fields withSurroundings(Fields said, Call request) {
    return withCaller(withDefaults(said), request);
  }

  /** Without a parent of its own, the run hangs under the span that its caller is in. */
  private Fields withCaller(Fields said, Call request) {
    return Traceparent.parse(request.meta().text("traceparent"))
        .or(() -> Traceparent.parse(defaults.traceparent()))
        .map(parent -> parent.asParent(said))
        .orElse(said);
  }

  private Fields withDefaults(Fields said) {
    Fields.Builder fields = said.toBuilder();
    if (!said.mentions(RunField.PROJECT)) {
      fields.set(RunField.PROJECT, defaults.project());
    }
    if (!said.mentions(RunField.FEATURE)) {
      fields.set(RunField.FEATURE, defaults.feature());
    }
    if (!said.mentions(RunField.SESSION_ID)) {
      fields.set(RunField.SESSION_ID, defaults.sessionId());
    }
    if (!said.clears(RunField.TAGS) && !defaults.tags().isEmpty()) {
      Set<String> tags = new LinkedHashSet<>(said.get(RunField.TAGS, Tags.of(List.of())).words());
      tags.addAll(defaults.tags());
      fields.set(RunField.TAGS, Tags.of(tags));
    }
    return fields.build();
  }

  /** The run that a write was about; when nothing of it was taken, the first reason why. */
  Run written(Receipt receipt) {
    if (receipt.runs().isEmpty()) {
      throw receipt.rejected().isEmpty()
          ? new IllegalStateException("nothing was written")
          : receipt.rejected().get(0).mistake();
    }
    Run run = receipt.runs().get(0);
    // A run that was given up while its connection lives is open to it, and revived by its next
    // span.
    if (run.status() != RunStatus.RUNNING && run.status() != RunStatus.ABANDONED) {
      connection.ended(run.traceId());
    }
    return run;
  }

  /** Gives up the runs that the connection left open, when it has ended. */
  void abandonOpenRuns(Faults faults) {
    for (TraceId traceId : connection.open()) {
      connection.ended(traceId);
      try {
        ingest().abandon(traceId, Silence.HALT_REASON);
      } catch (RuntimeException e) {
        faults.report("the end of the connection", e);
      }
    }
  }

  /** What the checks say of a run, as the member of a receipt; nothing when there are none. */
  JsonObject graded(TraceId traceId, List<Check> checks) {
    return checks.isEmpty()
        ? JsonObject.EMPTY
        : JsonObject.builder()
            .put(
                "evals",
                EvalAnswer.ofReceipt(
                    services.get().evals().run(Evals.INLINE, List.of(traceId), checks).toJson()))
            .build();
  }
}
