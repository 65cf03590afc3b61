package dev.spoor.price;

import static dev.spoor.price.OwnPrices.SOURCE;
import static dev.spoor.price.OwnPrices.lower;

import com.google.re2j.Pattern;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the user's file of {@linkplain OwnPrices own prices}. What is wrong in it is the user's
 * mistake.
 */
final class OwnPricesReader {
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);
  private static final String EXAMPLE =
      "{\"prices\": [{\"provider\": \"acme\", \"model\": \"acme-1\", \"input\": 1.25,"
          + " \"cached_input\": 0.125, \"output\": 10}]}";
  private static final Set<String> WORDS = words();

  private OwnPricesReader() {}

  private static Set<String> words() {
    Set<String> words = new TreeSet<>(Set.of("model", "provider", "service_tier", "valid_from"));
    for (Counter counter : Counter.values()) {
      if (counter.ownKey() != null) {
        words.add(counter.ownKey());
      }
    }
    return words;
  }

  /** Reads the file. */
  static OwnPrices read(byte[] file) {
    Map<Key, NavigableMap<LocalDate, Rates>> models = new LinkedHashMap<>();
    List<JsonValue> entries = entries(file);
    for (int i = 0; i < entries.size(); i++) {
      try {
        add(entries.get(i), models);
      } catch (BadInput e) {
        throw e.inside("prices[" + i + "]");
      }
    }
    List<PriceRow> rows = new ArrayList<>();
    models.forEach((key, versions) -> rows.add(row(key, versions)));
    rows.sort(
        Comparator.comparing((PriceRow row) -> row.provider() == null)
            .thenComparing(row -> row.match() instanceof Match.Regex)
            .thenComparing(row -> -row.id().length()));
    return new OwnPrices(rows);
  }

  private static List<JsonValue> entries(byte[] file) {
    JsonValue json;
    try {
      json = Json.read(file);
    } catch (JsonReadException e) {
      throw BadInput.of(SOURCE, "must be JSON")
          .got("text that is " + e.getMessage())
          .example(EXAMPLE);
    }
    if (json instanceof JsonObject object
        && object.members().size() == 1
        && object.get("prices") instanceof JsonArray prices) {
      return prices.elements();
    }
    throw BadInput.of(SOURCE, "must be an object whose only member is the array prices")
        .got(json.shape())
        .example(EXAMPLE);
  }

  private static void add(JsonValue json, Map<Key, NavigableMap<LocalDate, Rates>> models) {
    if (!(json instanceof JsonObject entry)) {
      throw BadInput.of("entry", "must be an object").got(json.shape()).example(EXAMPLE);
    }
    for (String word : entry.members().keySet()) {
      if (!WORDS.contains(word)) {
        throw BadInput.of("entry", "must have no other members than " + String.join(", ", WORDS));
      }
    }
    String model = word(entry, "model");
    if (model == null) {
      throw BadInput.of("model", "is required").example("\"model\": \"acme-1\"");
    }
    Key key = new Key(word(entry, "provider"), model, word(entry, "service_tier"));
    LocalDate from = validFrom(entry);
    if (models.computeIfAbsent(key, any -> new TreeMap<>()).put(from, rates(entry)) != null) {
      throw BadInput.of(
          "model", "must be listed once for each provider, service_tier and valid_from");
    }
  }

  private static @Nullable String word(JsonObject entry, String member) {
    JsonValue value = entry.get(member);
    if (value == null) {
      return null;
    }
    if (value instanceof JsonString string && !string.value().isBlank()) {
      return lower(string.value());
    }
    throw BadInput.of(member, "must be a string that is not blank").got(value.shape());
  }

  private static LocalDate validFrom(JsonObject entry) {
    String text = word(entry, "valid_from");
    try {
      return text == null ? LocalDate.MIN : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw BadInput.of("valid_from", "must be a date").example("\"valid_from\": \"2026-01-31\"");
    }
  }

  private static Rates rates(JsonObject entry) {
    Map<Counter, Rate> rates = new EnumMap<>(Counter.class);
    for (Counter counter : Counter.values()) {
      String word = counter.ownKey();
      JsonValue price = word == null ? null : entry.get(word);
      if (word != null && price != null) {
        rates.put(counter, Rate.flat(dollars(word, price)));
      }
    }
    if (!rates.containsKey(Counter.UNCACHED_INPUT)) {
      throw BadInput.of("input", "is required").example("\"input\": 1.25");
    }
    return new Rates(rates, false);
  }

  private static BigDecimal dollars(String member, JsonValue value) {
    if (value instanceof JsonNumber number) {
      BigDecimal dollars = number.decimal();
      if (dollars.signum() >= 0 && dollars.compareTo(MOST) <= 0 && dollars.scale() <= 18) {
        return dollars;
      }
    }
    throw BadInput.of(
            member,
            "must be a number of US dollars per million tokens, from 0 to "
                + MOST
                + " with at most 18 decimals")
        .got(value.shape())
        .example("\"" + member + "\": 1.25");
  }

  private static PriceRow row(Key key, NavigableMap<LocalDate, Rates> versions) {
    List<PriceRow.Version> dated = new ArrayList<>();
    versions.forEach(
        (from, rates) ->
            dated.add(
                new PriceRow.Version(
                    from.equals(LocalDate.MIN) ? Validity.ALWAYS : new Validity(from, null),
                    rates)));
    return new PriceRow(key.provider(), key.model(), key.serviceTier(), match(key.model()), dated);
  }

  private static Match match(String model) {
    if (model.indexOf('*') < 0 && model.indexOf('?') < 0) {
      return new Match.Equal(model);
    }
    StringBuilder expression = new StringBuilder("(?s)^");
    for (int i = 0; i < model.length(); i++) {
      char c = model.charAt(i);
      expression.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return new Match.Regex(Pattern.compile(expression.append('$').toString()));
  }

  private record Key(@Nullable String provider, String model, @Nullable String serviceTier) {}
}
