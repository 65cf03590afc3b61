package dev.spoor.model;

/**
 * How much time a cell of the totals covers. The order is the storage code: add at the end only.
 */
public enum Grain {
  /** An hour. */
  HOUR(1),
  /** A day by UTC, which is the sum of its hours: months are read by days. */
  DAY(24);

  private final int hours;

  Grain(int hours) {
    this.hours = hours;
  }

  /** How many hours. */
  public long hours() {
    return hours;
  }

  /** The first hour of the cell that an hour is in; both in hours since 1970, UTC. */
  public long begin(long hour) {
    return hour - Math.floorMod(hour, hours);
  }
}
