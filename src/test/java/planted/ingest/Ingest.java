package planted.ingest;

import planted.store.SpanWriter;

/** Keeps every rule; with {@code FloorUsingUpperFloor} it makes a circle. */
public record Ingest(SpanWriter writer) {}
