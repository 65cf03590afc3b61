package dev.spoor.app;

import dev.spoor.http.HttpProblem;
import dev.spoor.http.Response;
import dev.spoor.http.Route;
import dev.spoor.store.StoreException;

/** A store that cannot take more at the moment, as programs are told that can wait. */
final class BusyStore {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final String SECONDS = "5";

  private BusyStore() {}

  /** The route, whose callers are asked to come again when the failure may pass. */
  static Route answered(Route route) {
    return new Route(
        route.method(),
        route.template(),
        request -> {
          try {
            return route.handler().handle(request);
          } catch (StoreException failure) {
            if (failure.passing()) {
              throw new HttpProblem(
                  Response.problem(TOO_MANY_REQUESTS, String.valueOf(failure.getMessage()))
                      .withHeader("Retry-After", SECONDS));
            }
            throw failure;
          }
        },
        route.refusal(),
        route.rights());
  }
}
