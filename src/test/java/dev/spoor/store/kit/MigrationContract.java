package dev.spoor.store.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.RunFilter;
import dev.spoor.store.Store;
import dev.spoor.store.StoreException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What holds from one opening of a store to the next. */
public abstract class MigrationContract extends FreshStore {
  @Test
  void storeId_isThirtyTwoHexDigits() {
    assertTrue(store.storeId().matches("[0-9a-f]{32}"), store.storeId());
  }

  @Test
  void storeId_staysForAsLongAsStoreExists() {
    String storeId = store.storeId();
    try (Store other = engine().open(folder)) {
      assertEquals(storeId, other.storeId());
    }
    store.close();
    store = engine().open(folder);
    assertEquals(storeId, store.storeId());
  }

  @Test
  void storeId_isAnotherInAnotherStore() {
    try (Store other = engine().open(folder.resolve("other"))) {
      assertNotEquals(store.storeId(), other.storeId());
    }
  }

  @Test
  void location_namesPlace() {
    assertTrue(store.location().contains(folder.getFileName().toString()), store.location());
  }

  @Test
  void newerStore_isRefusedWithItsPlace() {
    put(Runs.run(1));
    String location = store.location();
    store.close();
    engine().makeNewer(folder);
    StoreException refused =
        assertThrows(StoreException.class, () -> engine().open(folder).close());
    assertTrue(refused.getMessage().contains(location), refused.getMessage());
    assertTrue(refused.getMessage().contains("newer"), refused.getMessage());
    assertFalse(refused.passing());
  }

  @Test
  void storeThatBecomesNewer_isNotWrittenAnyMore() {
    put(Runs.run(1));
    engine().makeNewer(folder);
    StoreException refused = assertThrows(StoreException.class, () -> put(Runs.run(2)));
    assertTrue(refused.getMessage().contains("newer"), refused.getMessage());
    assertTrue(reader().run(Runs.id(2)).isEmpty());
  }

  @Test
  void openingInMissingFolders_makesThem() {
    Path deep = folder.resolve("a/b/c");
    try (Store other = engine().open(deep)) {
      assertEquals(0, other.reader().runs(RunFilter.ALL, null, 1).total());
    }
  }
}
