package planted.model;

/** Keeps every rule. */
record Value(int value) {}
