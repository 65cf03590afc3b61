package planted.model;

/** Offends: a shared type that changes. */
final class Mutable {
  int value;
}
