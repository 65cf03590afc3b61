package dev.spoor.codec.claude;

import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;

/**
 * Where a conversation's steps belong.
 *
 * @param traceId the run
 * @param agent the span of the agent whose conversation it is
 */
record Place(TraceId traceId, SpanId agent) {}
