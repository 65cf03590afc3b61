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
   * Ends every write that was begun, refuses later ones with a {@link StoreException}, and frees
   * the file. Closing twice does nothing.
   */
  @Override
  void close();
}
