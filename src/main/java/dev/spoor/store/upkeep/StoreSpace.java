package dev.spoor.store.upkeep;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What takes the space in a store's file.
 *
 * @param path of the file
 * @param storeId names the store
 * @param schema how many migrations it has seen
 * @param bytes of the file
 * @param logBytes of the write-ahead log beside it
 * @param freeBytes of the file that nothing uses; they are used again, or given back when the file
 *     is written anew
 * @param runs how many
 * @param spans how many
 * @param oldest start of the oldest run; null without one
 * @param newest start of the newest run; null without one
 * @param parts tables and indexes, the largest first
 * @param payloads inputs and outputs by what they are
 * @param encodings the same by how they are stored
 */
public record StoreSpace(
    String path,
    String storeId,
    long schema,
    long bytes,
    long logBytes,
    long freeBytes,
    long runs,
    long spans,
    @Nullable Instant oldest,
    @Nullable Instant newest,
    List<Part> parts,
    List<Payloads> payloads,
    List<Payloads> encodings) {
  public StoreSpace {
    parts = List.copyOf(parts);
    payloads = List.copyOf(payloads);
    encodings = List.copyOf(encodings);
  }

  /**
   * A table or an index.
   *
   * @param table to which it belongs; itself for a table
   * @param bytes of its pages
   */
  public record Part(String name, String table, long bytes) {
    /** Whether it is an index of its table. */
    public boolean isIndex() {
      return !name.equals(table);
    }
  }

  /**
   * Some of the inputs and outputs.
   *
   * @param what they have in common
   * @param count how many
   * @param plainBytes what they stand for
   * @param storedBytes what is stored of them
   */
  public record Payloads(String what, long count, long plainBytes, long storedBytes) {
    /** Both together, under the first's name. */
    public Payloads plus(Payloads other) {
      return new Payloads(
          what,
          count + other.count,
          plainBytes + other.plainBytes,
          storedBytes + other.storedBytes);
    }
  }

  /** All inputs and outputs. */
  public Payloads allPayloads() {
    return payloads.stream().reduce(new Payloads("all", 0, 0, 0), Payloads::plus);
  }
}
