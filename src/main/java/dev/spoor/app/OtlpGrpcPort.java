package dev.spoor.app;

import dev.spoor.http.Address;
import dev.spoor.http.GrpcServer;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** The port for senders of OTLP over gRPC. */
public final class OtlpGrpcPort implements AutoCloseable {
  private final GrpcServer server;

  private OtlpGrpcPort(GrpcServer server) {
    this.server = server;
  }

  /**
   * Serves, when the port is set and free.
   *
   * @param faults where faults of ours go
   * @param said hears when the port is not free
   * @return empty when nothing is served there
   */
  public static Optional<OtlpGrpcPort> open(
      Serving serving, App app, FaultLog faults, Consumer<String> said) {
    Address address = serving.address().withPort(serving.otlpGrpcPort());
    if (address.port() == 0) {
      return Optional.empty();
    }
    try {
      boolean tokenRequired = serving.tokenRequired() || !address.isLoopback();
      return Optional.of(
          new OtlpGrpcPort(
              GrpcServer.start(
                  address,
                  app.otlpOverGrpc(),
                  serving.allowedHosts(),
                  app.guard(tokenRequired),
                  faults)));
    } catch (IOException e) {
      said.accept("OTLP over gRPC is not taken on port " + address.port() + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
