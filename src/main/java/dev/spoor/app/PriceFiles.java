package dev.spoor.app;

import dev.spoor.model.BadInput;
import dev.spoor.price.NewTable;
import dev.spoor.price.PriceBook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;

/**
 * The prices of one user: {@code prices.json}, the user's own, and {@code price-table.json}, a
 * table in the place of the one that comes with the program. Either may be missing.
 */
public final class PriceFiles {
  private static final int MOST_BYTES = 64 << 20;

  private final Path own;
  private final Path table;

  /** Those below the home folder. */
  public PriceFiles(Path home) {
    this.own = home.resolve("prices.json");
    this.table = home.resolve("price-table.json");
  }

  /** Prices from what is there. */
  public PriceBook book() {
    PriceBook book = Files.exists(own) ? withOwn() : PriceBook.bundled();
    return Files.exists(table) ? book.withTable(() -> read(table)) : book;
  }

  private PriceBook withOwn() {
    try {
      return PriceBook.withOwnPrices(read(own));
    } catch (BadInput mistake) {
      throw mistake.inside(own.toString());
    }
  }

  /** The user's own prices, whether they are there or not. */
  public Path own() {
    return own;
  }

  /**
   * Takes another table from now on. Running programs go on with the one they have.
   *
   * @param data a file in the form of the genai-prices data
   * @param date when it was published
   * @throws BadInput when it is not; then the table stays as it is
   */
  public void update(Path data, LocalDate date) {
    byte[] packed = NewTable.of(read(data), data.getFileName() + " of " + date, date);
    Path fresh = table.resolveSibling(table.getFileName() + ".new");
    try {
      Files.createDirectories(table.getParent());
      Files.write(fresh, packed);
      Files.move(fresh, table, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw BadInput.of(table.toString(), "must be writable (" + e + ")");
    }
  }

  /**
   * Goes back to the table that comes with the program.
   *
   * @return whether there was another
   */
  public boolean useBundled() {
    try {
      return Files.deleteIfExists(table);
    } catch (IOException e) {
      throw BadInput.of(table.toString(), "must be removable (" + e + ")");
    }
  }

  private static byte[] read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw BadInput.of(file.toString(), "must be at most 64 MiB, as prices are");
      }
      return bytes;
    } catch (IOException e) {
      throw BadInput.of(file.toString(), "must be readable (" + e + ")");
    }
  }
}
