package dev.spoor.store.sqlite;

import dev.spoor.store.kit.ConcurrencyContract;
import dev.spoor.store.kit.Engine;
import dev.spoor.store.kit.EraseContract;
import dev.spoor.store.kit.ForwardContract;
import dev.spoor.store.kit.JoinContract;
import dev.spoor.store.kit.MigrationContract;
import dev.spoor.store.kit.PagingContract;
import dev.spoor.store.kit.ProcessContract;
import dev.spoor.store.kit.PruneContract;
import dev.spoor.store.kit.ReadContract;
import dev.spoor.store.kit.RowContract;
import dev.spoor.store.kit.SearchContract;
import dev.spoor.store.kit.SilenceContract;
import dev.spoor.store.kit.TextContract;
import dev.spoor.store.kit.TextSearchContract;
import dev.spoor.store.kit.TotalsContract;
import dev.spoor.store.kit.WriteContract;
import org.junit.jupiter.api.Nested;

/**
 * SQLite keeps the contract. There is no form in memory: its several connections and processes on
 * one file are what is to be tested.
 */
class SqliteStoreTest {
  // What the kit can see is the same without a flush of the disk a commit.
  private static final Engine SQLITE = new SqliteEngine(Durability.NORMAL);

  @Nested
  class Writes extends WriteContract {
    @Override
    protected Engine engine() {
      return SQLITE;
    }
  }

  @Nested
  class Erasures extends EraseContract {
    @Override
    protected Engine engine() {
      return SQLITE;
    }
  }

  @Nested
  class Joins extends JoinContract {
    @Override
    protected Engine engine() {
      return SQLITE;
    }
  }

  @Nested
  class Prunings extends PruneContract {
    @Override
    protected Engine engine() {
      return SQLITE;
    }
  }

  @Nested
  class Reads extends ReadContract {
    @Override
    protected Engine engine() {
      return SQLITE;
    }
  }

  @Nested
  class Rows extends RowContract {
    @Override
    protected Engine engine() {
      return SQLITE;
    }
  }

  @Nested
  class Silences extends SilenceContract {
    @Override
    protected Engine engine() {
      return SQLITE;
    }
  }

  @Nested
  class Texts extends TextContract {
    @Override
    protected Engine engine() {
      return SQLITE;
    }
  }

  @Nested
  class Searches extends SearchContract {
    @Override
    protected Engine engine() {
      return SQLITE;
    }
  }

  @Nested
  class Pages extends PagingContract {
    @Override
    protected Engine engine() {
      return SQLITE;
    }
  }

  @Nested
  class Forwards extends ForwardContract {
    @Override
    protected Engine engine() {
      return SQLITE;
    }
  }

  @Nested
  class Totals extends TotalsContract {
    @Override
    protected Engine engine() {
      return SQLITE;
    }
  }

  @Nested
  class TextSearches extends TextSearchContract {
    @Override
    protected Engine engine() {
      return SQLITE;
    }
  }

  @Nested
  class Migrations extends MigrationContract {
    @Override
    protected Engine engine() {
      return SQLITE;
    }
  }

  @Nested
  class Threads extends ConcurrencyContract {
    @Override
    protected Engine engine() {
      return SQLITE;
    }
  }

  @Nested
  class Processes extends ProcessContract {
    @Override
    protected Engine engine() {
      return SQLITE;
    }
  }
}
