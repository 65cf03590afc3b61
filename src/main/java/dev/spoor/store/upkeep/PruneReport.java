package dev.spoor.store.upkeep;

import java.util.List;

/**
 * What a pruning took, or would take.
 *
 * @param runs how many runs are erased
 * @param payloads inputs and outputs that are pruned, by what they are; those of erased runs are
 *     not among them
 * @param usedBytes what the store takes without free places, before
 * @param excessBytes how much more that is than it may be; 0 when it may be so
 */
public record PruneReport(
    long runs, List<StoreSpace.Payloads> payloads, long usedBytes, long excessBytes) {
  public PruneReport {
    payloads = List.copyOf(payloads);
  }

  /** Whether nothing goes. */
  public boolean isEmpty() {
    return runs == 0 && payloads.isEmpty();
  }
}
