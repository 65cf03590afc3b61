package dev.spoor.store.upkeep;

import java.util.List;

/**
 * What a check found.
 *
 * @param flaws the first of them
 * @param found how many there are
 * @param repaired how many of them are in order now
 */
public record CheckReport(List<Flaw> flaws, long found, long repaired) {
  public CheckReport {
    flaws = List.copyOf(flaws);
  }

  /** Whether everything fits together now. */
  public boolean isSound() {
    return found == repaired;
  }
}
