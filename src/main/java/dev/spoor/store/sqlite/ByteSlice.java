package dev.spoor.store.sqlite;

/** Bytes from a place in an array to its end; the array is not copied and must not change. */
final class ByteSlice {
  private final byte[] array;
  private final int from;

  ByteSlice(byte[] array, int from) {
    this.array = array;
    this.from = from;
  }

  static ByteSlice of(byte[] array) {
    return new ByteSlice(array, 0);
  }

  byte[] array() {
    return array;
  }

  int from() {
    return from;
  }

  int length() {
    return array.length - from;
  }
}
