package dev.spoor.store.sqlite;

/** How a payload lies in the file. The order is the storage code: add at the end only. */
enum PayloadEncoding {
  /** As it is. */
  RAW,
  /** A zstd frame of its own. */
  ZSTD,
  /** What {@link PackedPayload} says. */
  PACKED,
  /** The base has the same bytes. */
  SAME,
  /** Taken out of the file; what is left are the size and the SHA-256 of the bytes. */
  PRUNED
}
