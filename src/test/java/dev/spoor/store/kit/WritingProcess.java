package dev.spoor.store.kit;

import dev.spoor.model.Run;
import dev.spoor.store.Store;
import java.util.function.Supplier;

/** What a process of its own does to a store. */
public final class WritingProcess {
  private WritingProcess() {}

  /**
   * Writes spans into run 1, each in a unit that also counts the run's revision up, and prints the
   * span's number when it is stored.
   *
   * @param args the number of the first span and how many
   */
  public static void run(Supplier<Store> opening, String[] args) {
    long first = Long.parseLong(args[0]);
    long count = Long.parseLong(args[1]);
    try (Store store = opening.get()) {
      for (long number = first; number < first + count; number++) {
        write(store, number);
        System.out.println(number);
      }
    }
  }

  /** One unit: the next revision of run 1, and a span. */
  static void write(Store store, long number) {
    store
        .writer()
        .write(
            session -> {
              Run run =
                  session
                      .run(Runs.id(1))
                      .map(stored -> new RunMaker(stored).revision(stored.revision() + 1).run())
                      .orElse(Runs.run(1));
              session.put(run);
              session.put(Spans.answer(1, number, "model-" + number % 3));
              return true;
            });
  }
}
