package dev.spoor.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a server serves, and to whom.
 *
 * @param identity who it says it is
 * @param routes asked once, when a server starts
 * @param allowedHosts names by which callers may address it, beside the loopback names; without
 *     port
 * @param failures where its faults go
 * @param guard who may call which route; {@code /healthz} says to everybody who serves
 */
public record Site(
    Identity identity,
    Supplier<List<Route>> routes,
    Set<String> allowedHosts,
    Failures failures,
    Guard guard) {
  /** Makes the names lower case. */
  public Site {
    allowedHosts =
        allowedHosts.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** A site that everybody may call. */
  public Site(
      Identity identity,
      Supplier<List<Route>> routes,
      Set<String> allowedHosts,
      Failures failures) {
    this(identity, routes, allowedHosts, failures, Guard.NONE);
  }
}
