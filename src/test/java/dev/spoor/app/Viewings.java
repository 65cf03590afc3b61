package dev.spoor.app;

import dev.spoor.http.Response;
import dev.spoor.http.Route;
import java.util.List;
import java.util.function.Consumer;

/** Pages to serve in tests. */
final class Viewings {
  private Viewings() {}

  static Viewing over(App app, Serving serving) {
    return over(app, serving, line -> {});
  }

  static Viewing over(App app, Serving serving, Consumer<String> said) {
    return new Viewing(
        serving,
        "1.2.3",
        () -> app,
        (opened, address) -> List.of(Route.get("/where", request -> Response.text(address.url()))),
        (what, fault) -> {
          throw new AssertionError(what, fault);
        },
        said);
  }
}
