package dev.spoor.store.kit;

import dev.spoor.model.Run;
import dev.spoor.model.Span;
import dev.spoor.store.SpanReader;
import dev.spoor.store.Store;
import dev.spoor.store.WriteSession;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A fresh store for each test. Engines run the contracts below it as nested classes. */
public abstract class FreshStore {
  @TempDir protected Path folder;
  protected Store store;

  /** The engine to hold to the contract. */
  protected abstract Engine engine();

  @BeforeEach
  void openStore(TestInfo test) {
    String method = test.getTestMethod().orElseThrow().getName();
    String excuse = engine().excuses().reasons().get(method);
    Assumptions.assumeTrue(excuse == null, excuse);
    store = engine().open(folder);
  }

  @AfterEach
  void closeStore() {
    if (store != null) {
      store.close();
    }
  }

  /** Writes one unit without an answer. */
  protected void write(Consumer<WriteSession> unit) {
    store
        .writer()
        .write(
            session -> {
              unit.accept(session);
              return true;
            });
  }

  protected void put(Run... runs) {
    write(
        session -> {
          for (Run run : runs) {
            session.put(run);
          }
        });
  }

  protected void put(Span... spans) {
    write(
        session -> {
          for (Span span : spans) {
            session.put(span);
          }
        });
  }

  protected SpanReader reader() {
    return store.reader();
  }
}
