package dev.spoor.price;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * A price table that takes the place of the one that comes with the program: the genai-prices data
 * with its name and date.
 */
public final class NewTable {
  private static final String FIELD = "price table";

  private NewTable() {}

  /**
   * Makes one.
   *
   * @param data in the form of genai-prices, an array of providers
   * @param source what it is called in the detail of a cost
   * @param date when it was published
   * @throws BadInput when it is no such data or has no price
   */
  public static byte[] of(byte[] data, String source, LocalDate date) {
    JsonValue providers = json(data);
    if (read(providers, source, date).rows().isEmpty()) {
      throw BadInput.of(FIELD, "must have at least one model").got(providers.shape());
    }
    return JsonObject.builder()
        .put("source", source)
        .put("date", date.toString())
        .put("providers", providers)
        .build()
        .write()
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Reads what {@link #of} made. */
  static PriceTable read(byte[] table) {
    JsonObject object = json(table) instanceof JsonObject read ? read : JsonObject.EMPTY;
    String source = object.text("source");
    String date = object.text("date");
    JsonValue providers = object.get("providers");
    if (source != null && date != null && providers != null) {
      try {
        return read(providers, source, LocalDate.parse(date));
      } catch (DateTimeException e) {
        throw BadInput.of(FIELD, "must tell its date (" + e.getMessage() + ")");
      }
    }
    throw BadInput.of(FIELD, "must be one that spoor prices --update wrote")
        .example("spoor prices --update data.json");
  }

  private static PriceTable read(JsonValue providers, String source, LocalDate date) {
    try {
      return PriceTableReader.read(providers, source, date);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw BadInput.of(
              FIELD, "must be in the form of the genai-prices data (" + e.getMessage() + ")")
          .got(providers.shape())
          .example("prices/data.json of github.com/pydantic/genai-prices");
    }
  }

  private static JsonValue json(byte[] text) {
    try {
      return Json.read(text);
    } catch (JsonReadException e) {
      throw BadInput.of(FIELD, "must be JSON").got("text that is " + e.getMessage());
    }
  }
}
