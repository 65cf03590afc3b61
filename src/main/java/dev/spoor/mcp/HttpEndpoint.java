package dev.spoor.mcp;

import dev.spoor.codec.RandomIds;
import dev.spoor.http.Route;
import dev.spoor.mcp.protocol.Faults;
import dev.spoor.mcp.protocol.HttpTransport;
import dev.spoor.mcp.protocol.SessionOffer;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Spoor as an MCP server over HTTP. Each session of the older era is a connection with a memory of
 * its own; requests of the newer one have none. What the surroundings of this process say holds for
 * neither: it only happens to be the one that serves. Nothing is loaded before the first message.
 */
public final class HttpEndpoint {
  private final String version;
  private final Services services;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final Faults faults;

  /**
   * An endpoint that has answered nothing yet.
   *
   * @param version of the program
   * @param diagnostics what people read when something is wrong
   * @param random where ids come from
   * @param clock the time of what a call does not date
   */
  public HttpEndpoint(
      String version,
      Services services,
      PrintStream diagnostics,
      RandomGenerator random,
      InstantSource clock) {
    this.version = version;
    this.services = services;
    this.random = random;
    this.clock = clock;
    this.faults = new Faults(diagnostics, random);
  }

  /** What to serve. */
  public List<Route> routes() {
    return new HttpTransport(
            () -> SpoorFeatures.of(version, context(Connection.none()), faults),
            this::session,
            faults,
            random,
            clock)
        .routes();
  }

  private SessionOffer session() {
    ToolContext context = context(new Connection());
    return new SessionOffer(
        SpoorFeatures.of(version, context, faults), () -> context.abandonOpenRuns(faults));
  }

  private ToolContext context(Connection connection) {
    return new ToolContext(
        () -> services, connection, RunDefaults.NONE, new RandomIds(random), clock);
  }
}
