package dev.spoor.store.upkeep;

/**
 * What a store learnt from its own runs.
 *
 * @param runs how many were looked at
 * @param commonBytes how much text several of them have in common; 0: nothing was changed
 */
public record Trained(int runs, int commonBytes) {}
