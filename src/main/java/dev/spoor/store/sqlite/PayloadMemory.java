package dev.spoor.store.sqlite;

import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The runs that were written to last. */
final class PayloadMemory {
  private static final int MOST_RUNS = 256;
  private static final long MOST_BYTES = 48 << 20;

  private final PayloadRows rows;
  private final Map<Long, RunPayloads> runs = new LinkedHashMap<>(16, 0.75f, true);

  PayloadMemory(PayloadRows rows) {
    this.rows = rows;
  }

  /** What is known of the run, looked up in the file when nothing is. */
  RunPayloads of(long run) throws SQLException {
    RunPayloads known = runs.get(run);
    if (known != null) {
      return known;
    }
    RunPayloads found = new RunPayloads();
    for (ReusablePayload payload : rows.reusable(run)) {
      found.add(payload, null);
    }
    makeRoom();
    runs.put(run, found);
    return found;
  }

  private void makeRoom() {
    long bytes = runs.values().stream().mapToLong(RunPayloads::bytes).sum();
    Iterator<RunPayloads> eldest = runs.values().iterator();
    while (eldest.hasNext() && (bytes > MOST_BYTES || runs.size() >= MOST_RUNS)) {
      bytes -= eldest.next().bytes();
      eldest.remove();
    }
  }

  void forget(long run) {
    runs.remove(run);
  }

  void forget() {
    runs.clear();
  }
}
