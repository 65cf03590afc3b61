package dev.spoor.mcp;

import dev.spoor.evals.Evals;
import dev.spoor.ingest.Ingest;
import dev.spoor.query.RunQuery;

/**
 * The rooms below that tools work with.
 *
 * @param ingest the way in
 * @param runs the way out
 * @param evals grading
 * @param links where runs are looked at
 */
public record Services(Ingest ingest, RunQuery runs, Evals evals, Links links) {}
