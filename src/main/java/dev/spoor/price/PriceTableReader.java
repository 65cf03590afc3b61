package dev.spoor.price;

import com.google.re2j.Pattern;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table in the form of the genai-prices data. What is wrong in it is an {@link
 * IllegalArgumentException}: of the table that comes with the program a fault of ours.
 */
final class PriceTableReader {
  private static final Pattern FREE = Pattern.compile("(?i)\\bfree\\b");

  /** Names that tell of their maker although the table's own rule does not say so. */
  private static final Map<String, Match> MORE_NAMES =
      Map.of("openai", Match.regex("^(?:text-embedding-|chatgpt-|codex-|computer-use|ft:gpt-)"));

  private PriceTableReader() {}

  /** Reads the providers of a table. */
  static PriceTable read(byte[] table, String source, LocalDate date) {
    return read(json(table), source, date);
  }

  static PriceTable read(JsonValue table, String source, LocalDate date) {
    if (!(table instanceof JsonArray all)) {
      throw new IllegalArgumentException(
          "the price table is " + table.shape() + " and no array of providers");
    }
    List<PriceTable.Provider> providers = new ArrayList<>();
    Map<String, Match> names = new LinkedHashMap<>();
    for (JsonObject provider : objects(all)) {
      String id = text(provider, "id");
      providers.add(provider(id, provider));
      Match named = match(provider, "provider_match");
      names.put(id, named == null ? new Match.Equal(id) : named);
    }
    return new PriceTable(source, date, providers, new ProviderNames(names));
  }

  private static JsonValue json(byte[] table) {
    try {
      return Json.read(table);
    } catch (JsonReadException e) {
      throw new IllegalArgumentException("the price table is " + e.getMessage(), e);
    }
  }

  private static PriceTable.Provider provider(String id, JsonObject json) {
    List<String> fallbacks =
        json.array("fallback_model_providers").elements().stream()
            .map(element -> ((JsonString) element).value())
            .toList();
    List<PriceRow> rows =
        objects(json.array("models")).stream().map(model -> row(id, model)).toList();
    Match makes = match(json, "model_match");
    Match more = MORE_NAMES.get(id);
    return new PriceTable.Provider(
        id,
        makes == null || more == null ? makes : new Match.Or(List.of(makes, more)),
        fallbacks,
        rows);
  }

  private static @Nullable Match match(JsonObject json, String member) {
    return json.get(member) instanceof JsonObject rule ? Match.of(rule) : null;
  }

  private static PriceRow row(String provider, JsonObject model) {
    String id = text(model, "id");
    List<PriceRow.Version> versions = new ArrayList<>();
    if (model.get("prices") instanceof JsonArray dated) {
      LocalDate from = null;
      for (JsonObject version : objects(dated)) {
        Validity validity = validity(version.object("constraint"), from);
        from = validity.from();
        versions.add(new PriceRow.Version(validity, rates(version.object("prices"), model)));
      }
    } else {
      versions.add(new PriceRow.Version(Validity.ALWAYS, rates(model.object("prices"), model)));
    }
    return new PriceRow(provider, id, null, Match.of(model.object("match")), versions);
  }

  /**
   * When a version holds.
   *
   * @param earlier the last date named before it: prices for some hours that stand after a dated
   *     price came with it, and say nothing about the time before
   */
  private static Validity validity(JsonObject constraint, @Nullable LocalDate earlier) {
    String type = constraint.text("type");
    if (type == null) {
      return Validity.ALWAYS;
    }
    return switch (type) {
      case "start_date" -> new Validity(LocalDate.parse(text(constraint, "start_date")), null);
      case "time_of_date" ->
          new Validity(
              earlier,
              new Validity.Hours(time(constraint, "start_time"), time(constraint, "end_time")));
      default ->
          throw new IllegalArgumentException("unknown constraint of the price table: " + type);
    };
  }

  private static LocalTime time(JsonObject constraint, String member) {
    return OffsetTime.parse(text(constraint, member))
        .withOffsetSameInstant(ZoneOffset.UTC)
        .toLocalTime();
  }

  private static Rates rates(JsonObject prices, JsonObject model) {
    if (prices.members().isEmpty() && isFree(model)) {
      return Rates.FREE;
    }
    Map<Counter, Rate> rates = new EnumMap<>(Counter.class);
    for (Counter counter : Counter.values()) {
      JsonValue price = prices.get(counter.tableKey());
      if (price != null) {
        rates.put(counter, rate(price));
      }
    }
    return new Rates(rates, prices.get("requests_kcount") != null);
  }

  /** A model without prices costs nothing only when the table says so; else nobody knows. */
  private static boolean isFree(JsonObject model) {
    return FREE.matcher(
            model.text("id") + " " + model.text("name") + " " + model.text("price_comments"))
        .find();
  }

  private static Rate rate(JsonValue price) {
    if (!(price instanceof JsonObject tiered)) {
      return Rate.flat(decimal(price));
    }
    return new Rate(
        decimal(tiered.get("base")),
        objects(tiered.array("tiers")).stream()
            .map(
                tier ->
                    new Rate.Tier(
                        decimal(tier.get("start")).longValueExact(), decimal(tier.get("price"))))
            .toList());
  }

  private static BigDecimal decimal(@Nullable JsonValue value) {
    if (value instanceof JsonNumber number) {
      return number.decimal();
    }
    throw new IllegalArgumentException("no number in the price table where one was expected");
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.elements().stream().map(PriceTableReader::object).toList();
  }

  private static JsonObject object(JsonValue value) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw new IllegalArgumentException(value.shape() + " in the price table instead of an object");
  }

  private static String text(JsonObject json, String member) {
    String text = json.text(member);
    if (text == null) {
      throw new IllegalArgumentException("no " + member + " in the price table");
    }
    return text;
  }
}
