package planted.query;

/** Offends: a variable that all servers of a JVM share. */
final class Counter {
  static int count;
}
