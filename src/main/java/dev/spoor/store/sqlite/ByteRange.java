package dev.spoor.store.sqlite;

/**
 * Some bytes of a payload, whole characters.
 *
 * @param from the first
 * @param to behind the last
 */
record ByteRange(int from, int to) {
  int length() {
    return to - from;
  }
}
