package planted.mcp;

/** Offends: writes into the wire. */
final class Printing {
  void print() {
    System.out.println();
  }
}
