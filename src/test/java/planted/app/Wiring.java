package planted.app;

import java.time.Instant;
import planted.ingest.Ingest;
import planted.store.SpanWriter;
import planted.store.sqlite.Engine;

/** Keeps every rule: what is forbidden elsewhere is done here. */
record Wiring(Engine engine, SpanWriter writer, Ingest ingest) {
  private static final int LIMIT = 3;

  void start() {
    System.err.println(Instant.now() + " " + LIMIT);
  }
}
