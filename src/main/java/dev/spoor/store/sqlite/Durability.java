package dev.spoor.store.sqlite;

/** What a write that was answered survives (SQLite's {@code synchronous}). */
public enum Durability {
  /** The end of the process and of the power supply: one flush of the disk a commit. */
  FULL,
  /** The end of the process; a power failure may undo the last commits, and breaks nothing. */
  NORMAL
}
