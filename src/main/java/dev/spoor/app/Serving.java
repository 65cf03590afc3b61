package dev.spoor.app;

import dev.spoor.http.Address;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where and to whom pages are served.
 *
 * @param address shared by all servers of this machine
 * @param otlpPort where {@code spoor serve} takes OTLP beside that; 0 for nowhere
 * @param otlpGrpcPort where {@code spoor serve} takes OTLP over gRPC; 0 for nowhere
 * @param allowedHosts names, beside the loopback names, by which it may be addressed
 * @param publicUrl how others reach it, without a slash at the end; null when nobody does
 * @param tokenRequired whether callers on this machine need a token too
 */
public record Serving(
    Address address,
    int otlpPort,
    int otlpGrpcPort,
    Set<String> allowedHosts,
    @Nullable String publicUrl,
    boolean tokenRequired) {
  /** Copies the names, and adds the one of the public address. */
  public Serving {
    Set<String> all = new LinkedHashSet<>(allowedHosts);
    if (publicUrl != null && URI.create(publicUrl).getHost() != null) {
      all.add(URI.create(publicUrl).getHost());
    }
    allowedHosts = Set.copyOf(all);
  }
}
