package dev.spoor.model;

import org.jspecify.annotations.Nullable;

/**
 * Why a run or a span failed.
 *
 * @param type the error's class, for example {@code timeout} or {@code java.io.IOException}
 * @param message what it said
 * @param stack where it happened
 */
public record SpanError(@Nullable String type, @Nullable String message, @Nullable String stack) {}
