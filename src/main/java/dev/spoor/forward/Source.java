package dev.spoor.forward;

import dev.spoor.ingest.ForwardNotes;
import dev.spoor.store.SpanReader;
import java.nio.file.Path;

/**
 * The store that is passed on.
 *
 * @param storeId names it
 * @param reader the way out
 * @param notes how far it was passed on
 * @param sweep stores what otherwise is only seen while reading, such as that runs were given up
 * @param lockFile locked by the one process of all that passes this store on
 */
public record Source(
    String storeId, SpanReader reader, ForwardNotes notes, Runnable sweep, Path lockFile) {}
