package dev.spoor.mcp;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.Limits;
import dev.spoor.codec.Traceparent;
import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.Call;
import dev.spoor.model.BadInput;
import dev.spoor.model.Shape;
import dev.spoor.model.TraceId;
import dev.spoor.remote.RemoteReply;
import dev.spoor.remote.RemoteServer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which run a write is for, by what this process knows, so that it goes on while the server is
 * away; only what it does not know is looked up there.
 */
final class RemoteRuns {
  private static final int RUN_ID_CHARACTERS = 14;

  private final ToolContext context;
  private final RemotePost post;

  RemoteRuns(ToolContext context, RemotePost post) {
    this.context = context;
    this.post = post;
  }

  /** As {@link ToolContext#runToWrite}. */
  TraceId toWrite(Arguments arguments, Call request) {
    String named =
        arguments.text("trace_id", Limits.WORD, "0af7651916cd43dd8448eb211c80319c").value();
    if (named != null) {
      return named(named);
    }
    List<TraceId> open = context.connection().open();
    if (open.size() == 1) {
      return open.get(0);
    }
    return Traceparent.parse(request.meta().text("traceparent"))
        .flatMap(caller -> stored(caller.traceId().hex()))
        .orElseThrow(() -> ToolContext.unclear(open));
  }

  private TraceId named(String text) {
    Optional<TraceId> whole = TraceId.parse(text);
    if (whole.isPresent()) {
      return whole.get();
    }
    String runId = text.toLowerCase(Locale.ROOT);
    if (!TraceId.isRunIdPrefix(runId) || runId.length() != RUN_ID_CHARACTERS) {
      throw BadInput.of("trace_id", "must be a full trace id or run id where something is written")
          .got(Shape.of(text))
          .example("\"trace_id\": \"0af7651916cd43dd8448eb211c80319c\"");
    }
    return context.connection().open().stream()
        .filter(open -> open.runId().equals(runId))
        .findFirst()
        .or(() -> stored(runId))
        .orElseThrow(
            () ->
                BadInput.of("trace_id", "must be the id of a stored run")
                    .example("list_recent_traces lists them"));
  }

  /** The stored run of that id. */
  private Optional<TraceId> stored(String id) {
    try {
      RemoteReply reply =
          post.services().server().get("/api/logs?limit=1&run_id=" + id, RemoteServer.SHORT);
      if (!reply.done()) {
        throw post.services().failure(reply);
      }
      return RemoteServices.json(reply).array("traces").elements().stream()
          .map(run -> ((JsonObject) run).text("trace_id"))
          .flatMap(hex -> TraceId.parse(String.valueOf(hex)).stream())
          .findFirst();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RemoteFailure("The call was taken back.");
    }
  }
}
