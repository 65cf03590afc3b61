package dev.spoor.store.sqlite;

import dev.spoor.store.kit.Engine;
import dev.spoor.store.kit.WriteContract;
import org.junit.jupiter.api.Nested;

/**
 * SQLite keeps the contract. There is no form in memory: its several connections and processes on
 * one file are what is to be tested.
 */
class SqliteStoreTest {
  @Nested
  class Writes extends WriteContract {
    @Override
    protected Engine engine() {
      return new SqliteEngine();
    }
  }
}
