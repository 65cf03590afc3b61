package dev.spoor.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a run adds up to. {@code eval} spans and everything below them are in {@code spanCount} and
 * {@code evalCost} only.
 *
 * @param startedAt the root's start, widened by its spans
 * @param endedAt the root's end, widened by its spans; null while the run is going
 * @param lastSignAt the latest time any span shows
 * @param spanCount all spans, the root included
 * @param errorCount spans that failed
 * @param llmCallCount spans of kind {@code llm} without a billed span below them
 * @param toolCallCount spans of kind {@code tool} or {@code mcp}
 * @param usage tokens of the billed leaves
 * @param cost of the billed leaves; null when none has a known cost
 * @param costStatus null when nothing was billed
 * @param evalCost spent below {@code eval} spans; null when nothing is known
 */
public record RunTotals(
    Instant startedAt,
    @Nullable Instant endedAt,
    Instant lastSignAt,
    long spanCount,
    long errorCount,
    long llmCallCount,
    long toolCallCount,
    Usage usage,
    @Nullable Usd cost,
    @Nullable CostStatus costStatus,
    @Nullable Usd evalCost) {}
