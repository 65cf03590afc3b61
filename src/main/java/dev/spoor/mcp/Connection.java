package dev.spoor.mcp;

import dev.spoor.codec.RunJson;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one connection remembers of what it wrote: its open runs, and the span it wrote last under
 * each parent, for an agent that names neither runs nor times. Thread-safe.
 */
final class Connection {
  private static final int MOST_PLACES = 10_000;

  private final boolean remembers;
  private final Set<TraceId> open = new LinkedHashSet<>();
  private final Map<Place, SpanId> last = new LinkedHashMap<>();

  /** A connection that has done nothing yet. */
  Connection() {
    this(true);
  }

  private Connection(boolean remembers) {
    this.remembers = remembers;
  }

  /** For callers that nothing connects: what one does says nothing to the next. */
  static Connection none() {
    return new Connection(false);
  }

  /** A run began. */
  synchronized void opened(TraceId traceId) {
    if (remembers) {
      open.add(traceId);
    }
  }

  /** A run ended. */
  synchronized void ended(TraceId traceId) {
    open.remove(traceId);
  }

  /** The open runs that began here, the oldest first. */
  synchronized List<TraceId> open() {
    return List.copyOf(open);
  }

  /**
   * A span was written.
   *
   * @param parent null: the run itself
   */
  synchronized void wrote(TraceId traceId, @Nullable SpanId parent, SpanId spanId) {
    if (!remembers) {
      return;
    }
    Place place = Place.of(traceId, parent);
    last.remove(place);
    last.put(place, spanId);
    if (last.size() > MOST_PLACES) {
      Iterator<Place> oldest = last.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /**
   * The span this connection wrote last under a parent; null when it wrote none.
   *
   * @param parent null: the run itself
   */
  synchronized @Nullable SpanId lastUnder(TraceId traceId, @Nullable SpanId parent) {
    return last.get(Place.of(traceId, parent));
  }

  private record Place(TraceId traceId, SpanId parent) {
    static Place of(TraceId traceId, @Nullable SpanId parent) {
      return new Place(traceId, parent == null ? RunJson.rootOf(traceId) : parent);
    }
  }
}
