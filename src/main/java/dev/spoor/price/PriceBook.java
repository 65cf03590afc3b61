package dev.spoor.price;

import static java.util.Objects.requireNonNull;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.model.Cost;
import dev.spoor.model.CostStatus;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Prices calls. Built at no cost: the table is read when the first call needs it. Safe for many
 * threads; the same call always has the same cost.
 */
public final class PriceBook {
  /** The name and version of the table that comes with the program. */
  private static final String TABLE = "genai-prices 0.1.8";

  /** The day on which that table was published. */
  private static final LocalDate TABLE_DATE = LocalDate.of(2026, 9, 23);

  private static final String RESOURCE = "genai-prices-0.1.8.json";
  private static final int LONGEST_NAME = 200;
  private static final int MOST_KNOWN = 4_096;

  private final OwnPrices own;
  private final Supplier<PriceTable> source;
  private final ConcurrentMap<Named, Prices> known = new ConcurrentHashMap<>();
  private volatile @Nullable PriceTable table;

  private PriceBook(OwnPrices own, Supplier<PriceTable> source) {
    this.own = own;
    this.source = source;
  }

  /** The table that comes with the program, and nothing else. */
  public static PriceBook bundled() {
    return new PriceBook(OwnPrices.NONE, PriceBook::bundledTable);
  }

  /**
   * The table that comes with the program, and before it the user's own prices.
   *
   * @param ownPrices the bytes of the user's {@code prices.json}: {@code {"prices": [{"provider":
   *     "acme", "model": "acme-1", "valid_from": "2026-01-01", "input": 1.25, "cached_input":
   *     0.125, "cache_write": 1.5, "cache_write_1h": 2.0, "output": 10}]}}, in US dollars per
   *     million tokens; {@code model} may be a glob, only {@code model} and {@code input} are
   *     required
   * @throws dev.spoor.model.BadInput naming the entry, the field and the rule
   */
  public static PriceBook withOwnPrices(byte[] ownPrices) {
    return new PriceBook(OwnPricesReader.read(ownPrices), PriceBook::bundledTable);
  }

  /**
   * The same with another table in the place of the one that comes with the program.
   *
   * @param table as {@link NewTable} makes it; asked when the first call is priced
   */
  public PriceBook withTable(Supplier<byte[]> table) {
    return new PriceBook(own, () -> NewTable.read(table.get()));
  }

  /** What the table is called. */
  public String tableName() {
    return table().source();
  }

  /** When the table was published. */
  public LocalDate tableDate() {
    return table().date();
  }

  /**
   * What a call costs; null when there is nothing to say yet: it has no usage, or is of a kind that
   * is not billed. What the sender reported always counts; a known model's price is computed; a
   * usage of a model without a known price is {@link CostStatus#UNPRICED}, never 0.
   */
  public @Nullable Cost price(PricedCall call) {
    Cost computed = computed(call);
    return call.reported() == null ? computed : reported(call.reported(), computed);
  }

  /**
   * Looks up a model's prices, so that {@link #price} has them at once: reading the table for the
   * first time takes far longer than a write may.
   */
  public void prepare(@Nullable String provider, @Nullable String model) {
    if (model != null && isName(model) && (provider == null || isName(provider))) {
      prices(new Named(provider, model));
    }
  }

  private static boolean isName(String name) {
    return !name.isBlank() && name.length() <= LONGEST_NAME;
  }

  /** Every price that holds at that moment: the user's own first, then the table's. */
  public List<PriceLine> lines(Instant at) {
    return Stream.concat(
            lines(OwnPrices.SOURCE, own.rows(), at), lines(tableName(), table().rows(), at))
        .toList();
  }

  private static Stream<PriceLine> lines(String source, List<PriceRow> rows, Instant at) {
    return rows.stream()
        .flatMap(row -> Stream.ofNullable(row.at(at)).map(held -> PriceLine.of(source, row, held)));
  }

  private static Cost reported(Usd amount, @Nullable Cost computed) {
    JsonObject.Builder detail = JsonObject.builder().put("source", "reported");
    if (computed != null && computed.amount() != null) {
      detail
          .put("computed_usd", Bill.plain(computed.amount().dollars()))
          .put("computed_status", computed.status().word());
    }
    return new Cost(amount, CostStatus.REPORTED, Json.text(detail.build()));
  }

  private @Nullable Cost computed(PricedCall call) {
    Usage usage = call.usage();
    if (usage == null || !call.kind().billed()) {
      return null;
    }
    String model = call.model();
    if (model == null || model.isBlank()) {
      return Bill.unpriced("no model was sent", null);
    }
    if (model.length() > LONGEST_NAME) {
      return Bill.unpriced("the model's name is longer than " + LONGEST_NAME + " characters", null);
    }
    String provider = call.provider();
    if (provider != null && provider.length() > LONGEST_NAME) {
      return Bill.unpriced("the provider is not in the price table", null);
    }
    return byPrices(call, usage, prices(new Named(provider, model)));
  }

  private Cost byPrices(PricedCall call, Usage usage, Prices prices) {
    Instant at = call.at();
    for (PriceRow row : prices.own()) {
      PriceRow.Version version = row.at(at);
      if (version != null && Objects.equals(row.serviceTier(), call.serviceTier())) {
        return Bill.of(usage, new Quote(OwnPrices.SOURCE, row, version, ownMatch(row)));
      }
    }
    if (prices.table() instanceof PriceTable.Found found) {
      if (call.serviceTier() != null) {
        return Bill.unpriced(
            "the price table has no prices for the service tier " + call.serviceTier(),
            found.row().id());
      }
      PriceRow.Version version = found.row().at(at);
      return version == null
          ? Bill.unpriced("the model had no price at that time", found.row().id())
          : Bill.of(usage, new Quote(tableName(), found.row(), version, tableMatch(found)));
    }
    PriceTable.Missing missing = (PriceTable.Missing) prices.table();
    return Bill.unpriced(missing.why(), missing.nearest());
  }

  private static JsonObject ownMatch(PriceRow row) {
    return JsonObject.builder().put("rule", "model " + row.id()).build();
  }

  private static JsonObject tableMatch(PriceTable.Found found) {
    return JsonObject.builder()
        .put("provider", found.providerFrom())
        .put("rule", found.rule())
        .put("name", found.name())
        .build();
  }

  /** Finding a row takes far longer than billing it, and a store sees few models. */
  private Prices prices(Named named) {
    Prices prices = known.get(named);
    if (prices == null) {
      prices =
          new Prices(
              own.find(named.provider(), named.model()),
              table().find(named.provider(), named.model()));
      if (known.size() >= MOST_KNOWN) {
        known.clear();
      }
      known.put(named, prices);
    }
    return prices;
  }

  private PriceTable table() {
    PriceTable read = table;
    return read == null ? readTable() : read;
  }

  private synchronized PriceTable readTable() {
    PriceTable read = table;
    if (read == null) {
      read = source.get();
      table = read;
    }
    return read;
  }

  private static PriceTable bundledTable() {
    try (InputStream resource = PriceBook.class.getResourceAsStream(RESOURCE)) {
      byte[] data = requireNonNull(resource, RESOURCE).readAllBytes();
      return PriceTableReader.read(data, TABLE, TABLE_DATE);
    } catch (IOException e) {
      throw new UncheckedIOException("the price table cannot be read", e);
    }
  }

  /** A model as a sender names it. */
  private record Named(@Nullable String provider, String model) {}

  /** What is known of its prices. */
  private record Prices(List<PriceRow> own, PriceTable.Answer table) {}
}
