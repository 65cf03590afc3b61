package dev.spoor.mcp;

import dev.spoor.model.TraceId;
import dev.spoor.remote.RemoteAddress;

/** The pages of a server elsewhere, at the address by which this process reaches it. */
record RemoteLinks(RemoteAddress address) implements Links {
  @Override
  public String run(TraceId traceId) {
    return address.pageOf(traceId.runId());
  }

  /** The command line of this machine knows nothing of the run. */
  @Override
  public String view(TraceId traceId) {
    return "view: " + run(traceId);
  }
}
