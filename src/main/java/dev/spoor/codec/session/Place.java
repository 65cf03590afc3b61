package dev.spoor.codec.session;

import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;

/**
 * Where a conversation's steps belong.
 *
 * @param traceId the run
 * @param agent the span of the agent whose conversation it is
 */
public record Place(TraceId traceId, SpanId agent) {}
