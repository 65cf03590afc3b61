package planted.util;

/** Offends: this room is in no table. */
final class Leftovers {}
