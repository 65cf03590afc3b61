package dev.spoor.http;

import java.util.List;
import java.util.Set;

/** Sites to serve in tests. */
final class Sites {
  private Sites() {}

  static Site of(Route... routes) {
    return over("store-1", routes);
  }

  static Site over(String storeId, Route... routes) {
    return new Site(
        new Identity("spoor", "1.2.3", storeId),
        () -> List.of(routes),
        Set.of("Traces.Example"),
        (what, fault) -> {
          throw new AssertionError(what, fault);
        });
  }
}
