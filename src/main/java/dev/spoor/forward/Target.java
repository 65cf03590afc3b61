package dev.spoor.forward;

import java.net.URI;
import java.util.Map;

/**
 * Who is passed on to.
 *
 * @param address where traces are sent, with its path
 * @param headers sent with each request, for example a key
 */
public record Target(URI address, Map<String, String> headers) {
  private static final String TRACES = "/v1/traces";

  /** Copies the headers. */
  public Target {
    headers = Map.copyOf(headers);
  }

  /**
   * The target that OpenTelemetry's SDKs mean by an endpoint: {@code /v1/traces} is appended unless
   * it ends so.
   */
  public static Target of(String endpoint, Map<String, String> headers) {
    String base = endpoint.replaceAll("/+$", "");
    return new Target(URI.create(base.endsWith(TRACES) ? base : base + TRACES), headers);
  }

  /** The address without what a key may be in. */
  @Override
  public String toString() {
    return address.toString();
  }
}
