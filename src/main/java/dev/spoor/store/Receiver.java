package dev.spoor.store;

import org.jspecify.annotations.Nullable;

/**
 * Who is passed on to what is stored.
 *
 * @param address where it is
 * @param waiting how many runs changed since they were passed on
 * @param refused how many spans it did not take and never will
 * @param trouble why nothing arrives there at the moment; null when nothing is known to be wrong
 */
public record Receiver(String address, long waiting, long refused, @Nullable String trouble) {}
