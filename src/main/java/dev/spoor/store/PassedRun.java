package dev.spoor.store;

import dev.spoor.model.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * How far a run was passed on to a receiver.
 *
 * @param traceId the id under which it is stored
 * @param revision spans that were put up to this {@linkplain dev.spoor.model.Run#revision revision}
 *     were passed on when they had ended; 0: none was
 * @param told what was told of the run itself, as a hash; null while it was going
 */
public record PassedRun(TraceId traceId, long revision, @Nullable Long told) {}
