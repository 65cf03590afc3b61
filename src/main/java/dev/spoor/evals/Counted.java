package dev.spoor.evals;

/** Numbers with their noun. */
final class Counted {
  private Counted() {}

  /** For example {@code 1 call} and {@code 2 calls}. */
  static String of(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
