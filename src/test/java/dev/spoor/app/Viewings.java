package dev.spoor.app;

import java.util.Random;
import java.util.function.Consumer;

/** Pages to serve in tests. */
final class Viewings {
  private Viewings() {}

  static Viewing over(App app, Serving serving) {
    return over(app, serving, line -> {});
  }

  static Viewing over(App app, Serving serving, Consumer<String> said) {
    return new Viewing(serving, "1.2.3", () -> app, new FaultLog(System.err, new Random(1)), said);
  }
}
