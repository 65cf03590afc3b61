package dev.spoor.store.upkeep;

/** What a check does about what it finds. */
public enum Repair {
  /** Nothing. */
  NONE,
  /** What can be put in order without losing anything. */
  LOSSLESS,
  /** The same, and gives up payloads that cannot be read any more; their size stays. */
  DROP_DAMAGED
}
