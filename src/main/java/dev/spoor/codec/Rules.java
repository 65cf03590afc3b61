package dev.spoor.codec;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import dev.spoor.model.Usd;
import dev.spoor.model.Wtf8;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What must hold for each kind of argument, and the words that say so. */
final class Rules {
  private static final int MOST_DIGITS = 40;
  private static final long MOST_DOLLARS = 1_000_000_000;
  private static final int LONGEST_LITERAL = 400;
  private static final long EARLY_MILLISECONDS = 100_000_000_000L;
  private static final long LONGEST_MILLISECONDS = Limits.DURATION.toMillis();
  private static final String MILLISECONDS =
      "must be a number of milliseconds from 0 to " + LONGEST_MILLISECONDS;
  private static final String TIME =
      "must be an RFC 3339 time with Z or an offset and at most nanoseconds, or an integer of epoch"
          + " milliseconds, from 1970-01-01T00:00:00Z to "
          + Times.LATEST;

  private Rules() {}

  static @Nullable String text(JsonValue sent, Argument<?> place, int most, Warnings warnings) {
    String text = string(sent, place);
    if (text.isBlank()) {
      warnings.add(place.path() + " was blank and was ignored; null clears a field");
      return null;
    }
    return ofLength(text, place, most);
  }

  static List<String> texts(JsonValue sent, Argument<?> place, int mostTexts, int most) {
    List<String> texts = new ArrayList<>();
    for (JsonValue element : array(sent, place, mostTexts).elements()) {
      if (!(element instanceof JsonString string) || string.value().isBlank()) {
        throw BadInput.of(place.path() + "[" + texts.size() + "]", "must be a string, not blank")
            .got(element.shape())
            .example(place.example());
      }
      texts.add(ofLength(string.value(), place, most));
    }
    return texts;
  }

  static <T> T word(
      JsonValue sent, Argument<?> place, Function<String, Optional<T>> parse, List<String> words) {
    String rule = "must be one of " + String.join(", ", words);
    if (!(sent instanceof JsonString string)) {
      throw place.mistake(rule, sent.shape());
    }
    return parse
        .apply(string.value().toLowerCase(Locale.ROOT))
        .orElseThrow(() -> place.mistake(rule, sent.shape()));
  }

  static boolean truth(JsonValue sent, Argument<?> place) {
    if (sent instanceof JsonBoolean bool) {
      return bool.value();
    }
    throw place.mistake("must be true or false, not quoted", sent.shape());
  }

  static long whole(JsonValue sent, Argument<?> place, long least, long most) {
    String rule = "must be a whole number from " + least + " to " + most;
    JsonNumber number = number(sent, place, rule);
    OptionalLong whole = ofFewDigits(number, place, rule).whole();
    if (whole.isEmpty() || whole.getAsLong() < least || whole.getAsLong() > most) {
      throw place.mistake(rule, sent.shape());
    }
    return whole.getAsLong();
  }

  static BigDecimal decimal(JsonValue sent, Argument<?> place, long least, long most) {
    String rule = "must be a number from " + least + " to " + most;
    BigDecimal decimal = between(sent, place, rule, BigDecimal.valueOf(least), most);
    BigDecimal shortest = decimal.stripTrailingZeros();
    if (shortest.precision() > MOST_DIGITS || Math.abs((long) shortest.scale()) > MOST_DIGITS) {
      throw place.mistake(rule + " with at most " + MOST_DIGITS + " digits", sent.shape());
    }
    return decimal;
  }

  static Duration milliseconds(JsonValue sent, Argument<?> place) {
    return Times.ofMilliseconds(
        between(sent, place, MILLISECONDS, BigDecimal.ZERO, LONGEST_MILLISECONDS));
  }

  static Usd money(JsonValue sent, Argument<?> place) {
    String rule = "must be a number of US dollars from 0 to " + MOST_DOLLARS;
    return Usd.of(between(sent, place, rule, BigDecimal.ZERO, MOST_DOLLARS));
  }

  static Instant time(JsonValue sent, Argument<?> place, Warnings warnings) {
    Optional<Instant> time = Optional.empty();
    if (sent instanceof JsonString string) {
      time = Times.parse(string.value());
    } else if (sent instanceof JsonNumber number) {
      OptionalLong whole = ofFewDigits(number, place, TIME).whole();
      if (whole.isPresent()) {
        time = Optional.of(Instant.ofEpochMilli(whole.getAsLong()));
        if (whole.getAsLong() > 0 && whole.getAsLong() < EARLY_MILLISECONDS) {
          warnings.add(
              place.path()
                  + " was read as epoch milliseconds, before 1974; multiply epoch seconds by 1000");
        }
      }
    }
    return time.filter(Times::inRange).orElseThrow(() -> place.mistake(TIME, sent.shape()));
  }

  static <T> @Nullable T id(
      JsonValue sent,
      Argument<?> place,
      Function<String, Optional<T>> parse,
      int digits,
      String source) {
    String text = string(sent, place);
    if (text.isBlank()) {
      return null;
    }
    return parse
        .apply(text)
        .orElseThrow(
            () ->
                place.mistake(
                    "must be all "
                        + digits
                        + " hex digits, not all zero, as "
                        + source
                        + " answers",
                    sent.shape()));
  }

  static JsonObject object(JsonValue sent, Argument<?> place) {
    if (sent instanceof JsonObject object) {
      return object;
    }
    throw place.mistake("must be an object", sent.shape());
  }

  static JsonArray array(JsonValue sent, Argument<?> place) {
    if (sent instanceof JsonArray array) {
      return array;
    }
    throw place.mistake("must be an array", sent.shape());
  }

  static JsonArray array(JsonValue sent, Argument<?> place, int most) {
    JsonArray array = array(sent, place);
    if (array.elements().size() > most) {
      throw place.mistake("must have at most " + most + " elements", sent.shape());
    }
    return array;
  }

  static JsonObject smallObject(JsonValue sent, Argument<?> place) {
    JsonObject object = object(sent, place);
    requireSmall(object, place);
    return object;
  }

  static JsonArray smallObjects(JsonValue sent, Argument<?> place) {
    JsonArray array = array(sent, place);
    for (int i = 0; i < array.elements().size(); i++) {
      if (!(array.elements().get(i) instanceof JsonObject)) {
        throw BadInput.of(place.path() + "[" + i + "]", "must be an object")
            .got(array.elements().get(i).shape())
            .example(place.example());
      }
    }
    requireSmall(array, place);
    return array;
  }

  private static void requireSmall(JsonValue value, Argument<?> place) {
    int length = value.write().length();
    if (length > Limits.JSON) {
      throw place.mistake(
          "must be at most " + Limits.JSON + " characters of JSON; input and output may be larger",
          length + " characters");
    }
  }

  private static BigDecimal between(
      JsonValue sent, Argument<?> place, String rule, BigDecimal least, long most) {
    BigDecimal decimal = ofFewDigits(number(sent, place, rule), place, rule).decimal();
    if (decimal.compareTo(least) < 0 || decimal.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw place.mistake(rule, sent.shape());
    }
    return decimal;
  }

  private static JsonNumber number(JsonValue sent, Argument<?> place, String rule) {
    if (sent instanceof JsonNumber number) {
      return number;
    }
    throw place.mistake(
        sent instanceof JsonString ? rule + ", and a number is not quoted" : rule, sent.shape());
  }

  /** Refuses digits that arithmetic would take long over. */
  private static JsonNumber ofFewDigits(JsonNumber number, Argument<?> place, String rule) {
    if (number.literal().length() > LONGEST_LITERAL) {
      throw place.mistake(rule + ", of at most " + LONGEST_LITERAL + " characters", number.shape());
    }
    return number;
  }

  private static String string(JsonValue sent, Argument<?> place) {
    if (sent instanceof JsonString string) {
      return string.value();
    }
    throw place.mistake("must be a string", sent.shape());
  }

  private static String ofLength(String text, Argument<?> place, int most) {
    if (text.length() > most) {
      throw place.mistake("must be at most " + most + " characters", new JsonString(text).shape());
    }
    return Wtf8.hasLoneSurrogate(text) ? withoutHalves(text) : text;
  }

  private static String withoutHalves(String text) {
    StringBuilder whole = new StringBuilder(text);
    for (int i = 0; i < whole.length(); i++) {
      if (Wtf8.startsPair(text, i)) {
        i++;
      } else if (Character.isSurrogate(text.charAt(i))) {
        whole.setCharAt(i, '\uFFFD');
      }
    }
    return whole.toString();
  }
}
