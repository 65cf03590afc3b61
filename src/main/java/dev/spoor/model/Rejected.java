package dev.spoor.model;

/**
 * A span or score that could not be taken; the rest of its batch was.
 *
 * @param traceId its run
 * @param id the span's or score's id
 * @param mistake what is wrong with it
 */
public record Rejected(TraceId traceId, String id, BadInput mistake) {}
