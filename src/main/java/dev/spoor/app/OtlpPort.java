package dev.spoor.app;

import dev.spoor.http.Address;
import dev.spoor.http.HttpServer;
import dev.spoor.http.Identity;
import dev.spoor.http.Site;
import java.io.IOException;
import java.net.BindException;
import java.util.Optional;
import java.util.function.Consumer;

/** The port where senders of OTLP look when they are told nothing; only OTLP is served there. */
public final class OtlpPort implements AutoCloseable {
  private final HttpServer server;

  private OtlpPort(HttpServer server) {
    this.server = server;
  }

  /**
   * Serves, when the port is set and free.
   *
   * @param version of this program
   * @param pages where the pages are, and OTLP is taken too
   * @param faults where faults of ours go
   * @param said hears when the port is not free
   * @return empty when nothing is served there
   */
  public static Optional<OtlpPort> open(
      Serving serving,
      String version,
      String pages,
      App app,
      FaultLog faults,
      Consumer<String> said) {
    Address address = serving.address().withPort(serving.otlpPort());
    if (address.port() == 0 || address.equals(serving.address())) {
      return Optional.empty();
    }
    try {
      boolean tokenRequired = serving.tokenRequired() || !address.isLoopback();
      Site site =
          new Site(
              new Identity(Viewing.PRODUCT, version, app.storeId()),
              app::otlp,
              serving.allowedHosts(),
              faults,
              app.guard(tokenRequired));
      return Optional.of(new OtlpPort(HttpServer.start(address, site)));
    } catch (BindException e) {
      said.accept(
          "port %d is not free (%s); OTLP is taken at %s alone"
              .formatted(address.port(), e.getMessage(), pages));
    } catch (IOException e) {
      said.accept("OTLP is not taken on port " + address.port() + ": " + e.getMessage());
    }
    return Optional.empty();
  }

  /** Its number. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}
