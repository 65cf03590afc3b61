package dev.spoor.store;

/** An open store. Thread-safe. */
public interface Store extends AutoCloseable {
  /** Names this store for as long as it exists, also when its file is moved: 32 hex digits. */
  String storeId();

  /** Where it is, for messages: a file's path or a server's address. */
  String location();

  /** The way in. */
  SpanWriter writer();

  /** The way out. */
  SpanReader reader();

  /**
   * Takes from the disk what was erased or replaced: when this returns, none of the store's files
   * holds bytes that only an erased run, or an earlier form of what is stored, had. Others may
   * write meanwhile.
   *
   * @throws StoreException when somebody reads for so long that it could not be done; passing
   */
  void scrub();

  /**
   * Ends every write that was begun, refuses later ones with a {@link StoreException}, and frees
   * the file. Closing twice does nothing.
   */
  @Override
  void close();
}
