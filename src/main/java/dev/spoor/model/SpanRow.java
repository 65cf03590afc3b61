package dev.spoor.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span as a line of a view that shows a whole run at once: only what can be drawn.
 *
 * @param spanId its id
 * @param sequence the order of arrival in the run, from 1
 * @param parentSequence the same of the span it is part of; 0 when there is none, or none that is
 *     stored
 * @param kind what it is
 * @param name what it is called
 * @param status how it stands
 * @param startedAt when it began
 * @param endedAt when it ended; null while running
 * @param ttft time to the first token; null when unknown
 * @param model the model that answered; null when none did
 * @param toolName the tool that was called; null when none was
 * @param usage tokens of this call; null when not reported
 * @param cost what it cost; null when unknown or not billed
 * @param costStatus how the cost is known; null when not billed
 * @param redactions how many secrets were replaced in it
 * @param startGuessed whether its sender had no clock, and its start was inferred
 */
public record SpanRow(
    SpanId spanId,
    long sequence,
    long parentSequence,
    SpanKind kind,
    String name,
    SpanStatus status,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Duration ttft,
    @Nullable String model,
    @Nullable String toolName,
    @Nullable Usage usage,
    @Nullable Usd cost,
    @Nullable CostStatus costStatus,
    int redactions,
    boolean startGuessed) {}
