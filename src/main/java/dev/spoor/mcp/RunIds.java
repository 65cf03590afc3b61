package dev.spoor.mcp;

import dev.spoor.mcp.protocol.Completer;
import dev.spoor.model.TraceId;
import java.util.List;
import java.util.Map;

/** Proposes runs, the newest first. */
final class RunIds implements Completer {
  private static final int MOST = 1_000;

  private final ToolContext context;

  RunIds(ToolContext context) {
    this.context = context;
  }

  @Override
  public List<String> complete(String typed, Map<String, String> others) {
    return context.runs().beginningWith(typed, MOST).stream().map(TraceId::runId).toList();
  }
}
