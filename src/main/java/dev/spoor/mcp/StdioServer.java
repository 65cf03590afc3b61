package dev.spoor.mcp;

import dev.spoor.codec.RandomIds;
import dev.spoor.mcp.protocol.Faults;
import dev.spoor.mcp.protocol.Features;
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

  private final Runnable ended;
  private final StdioTransport transport;

  private StdioServer(
      Streams streams,
      String version,
      Supplier<Features> features,
      Faults faults,
      Runnable listed,
      Runnable ended) {
    this.ended = ended;
    this.transport =
        new StdioTransport(
            streams.in(),
            streams.out(),
            () -> SpoorFeatures.introduction(version),
            features,
            faults,
            method -> {
              if (method.equals("tools/list")) {
                listed.run();
              }
            });
  }

  /**
   * What a process has to talk through.
   *
   * @param in the client's messages
   * @param out ours to the client, and nobody else's
   * @param diagnostics what people read when something is wrong
   */
  public record Streams(InputStream in, OutputStream out, PrintStream diagnostics) {}

  /**
   * What a process is and knows.
   *
   * @param version of the program
   * @param defaults what its surroundings say
   * @param random where ids come from
   * @param clock the time of what a call does not date
   */
  public record Self(
      String version, RunDefaults defaults, RandomGenerator random, InstantSource clock) {
    private ToolContext context(Supplier<Services> services) {
      return new ToolContext(services, new Connection(), defaults, new RandomIds(random), clock);
    }
  }

  /**
   * A server over a store of this machine, which has read nothing yet.
   *
   * @param services called at the first call of a tool, and then for each: it keeps what it opened
   * @param listed run when a client asks for the tools, which says that it means to stay
   */
  public static StdioServer here(
      Streams streams, Self self, Supplier<Services> services, Runnable listed) {
    Faults faults = new Faults(streams.diagnostics(), self.random());
    ToolContext context = self.context(services);
    return new StdioServer(
        streams,
        self.version(),
        () -> SpoorFeatures.of(self.version(), context, faults),
        faults,
        listed,
        () -> context.abandonOpenRuns(faults));
  }

  /**
   * A server in front of another one, which has read nothing yet.
   *
   * @param remote called at the first call of a tool, and then for each: it keeps what it made
   */
  public static StdioServer inFront(Streams streams, Self self, Supplier<RemoteServices> remote) {
    Faults faults = new Faults(streams.diagnostics(), self.random());
    ToolContext context =
        self.context(
            () -> {
              throw new IllegalStateException("the store is elsewhere");
            });
    return new StdioServer(
        streams,
        self.version(),
        () -> SpoorFeatures.elsewhere(self.version(), context, remote, faults),
        faults,
        () -> {},
        () -> RemoteWrites.giveUp(context, new RemotePost(remote), faults));
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
    ended.run();
  }
}
