package planted.mcp;

/** Offends: replaces the wire. */
final class Hijacking {
  void replace() {
    System.setOut(null);
  }
}
