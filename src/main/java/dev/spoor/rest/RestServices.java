package dev.spoor.rest;

import dev.spoor.codec.RandomIds;
import dev.spoor.evals.Evals;
import dev.spoor.ingest.Ingest;
import dev.spoor.model.TraceId;
import dev.spoor.query.Analytics;
import dev.spoor.query.RunQuery;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the routes work with.
 *
 * @param ingest the way in
 * @param runs the way out
 * @param analytics figures over runs
 * @param evals grading
 * @param erasure takes a run out so that no file of the store has its bytes any more; false when it
 *     was not stored
 * @param whyNotReady why nothing can be read at the moment; empty when it can
 * @param pageOf where a run is looked at; null when no page is served
 * @param figures what monitors are told beside what was ingested
 * @param ids where ids come from
 * @param clock the time of what a request does not date
 */
public record RestServices(
    Ingest ingest,
    RunQuery runs,
    Analytics analytics,
    Evals evals,
    Predicate<TraceId> erasure,
    Supplier<Optional<String>> whyNotReady,
    Function<TraceId, @Nullable String> pageOf,
    Supplier<List<Figure>> figures,
    RandomIds ids,
    InstantSource clock) {}
