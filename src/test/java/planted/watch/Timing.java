package planted.watch;

/** Offends: a pure rule whose answer depends on the moment. */
final class Timing {
  long started() {
    return System.nanoTime();
  }
}
