package dev.spoor.mcp;

import dev.spoor.codec.RandomIds;
import dev.spoor.mcp.protocol.Faults;
import dev.spoor.mcp.protocol.StdioTransport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Spoor as an MCP server on two streams: one connection, its tools and what it remembers. Nothing
 * is opened or loaded before the first message that needs it.
 */
public final class StdioServer implements AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final ToolContext context;
  private final Faults faults;
  private final StdioTransport transport;

  /**
   * A server that has read nothing yet.
   *
   * @param in the client's messages
   * @param out ours to the client, and nobody else's
   * @param diagnostics what people read when something is wrong
   * @param version of the program
   * @param services called at the first call of a tool, and then for each: it keeps what it opened
   * @param defaults what the surroundings say
   * @param random where ids come from
   * @param clock the time of what a call does not date
   * @param listed run when a client asks for the tools, which says that it means to stay
   */
  public StdioServer(
      InputStream in,
      OutputStream out,
      PrintStream diagnostics,
      String version,
      Supplier<Services> services,
      RunDefaults defaults,
      RandomGenerator random,
      InstantSource clock,
      Runnable listed) {
    this.faults = new Faults(diagnostics, random);
    this.context =
        new ToolContext(services, new Connection(), defaults, new RandomIds(random), clock);
    this.transport =
        new StdioTransport(
            in,
            out,
            () -> SpoorFeatures.introduction(version),
            () -> SpoorFeatures.of(version, context, faults),
            faults,
            method -> {
              if (method.equals("tools/list")) {
                listed.run();
              }
            });
  }

  /**
   * Serves until the client closes its end and the answers that are due are written; then gives up
   * the runs that the client left open. Ending the process is the caller's.
   */
  public void serve() throws IOException {
    try {
      transport.serve(DRAIN);
    } finally {
      close();
    }
  }

  /** Gives up the runs that are open; for a process that is told to end in the middle. */
  @Override
  public void close() {
    context.abandonOpenRuns(faults);
  }
}
