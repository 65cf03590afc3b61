package dev.spoor.store.upkeep;

/** Hears how far something is that may take a while. */
@FunctionalInterface
public interface Progress {
  /** Nobody listens. */
  Progress NONE = (what, done, total) -> {};

  /**
   * Something got further.
   *
   * @param what is being done, for example {@code copying}
   * @param done how much of it
   * @param total how much there is; 0 when nobody knows
   */
  void at(String what, long done, long total);
}
