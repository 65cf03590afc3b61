package dev.spoor.codec.dialect;

import dev.spoor.codec.Limits;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a span or a log record. Getters take names in order of priority and give the
 * first that is there and can be read so; what cannot be read is as absent, and stays among the
 * {@link #rest}. Not thread-safe.
 */
final class Attributes {
  private static final int LONGEST_NUMBER = 40;
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000L);

  private final JsonObject sent;

  /** Those of {@code sent}: every dialect asks whether its own are among them. */
  private final String[] names;

  private final Set<String> taken = new HashSet<>();

  Attributes(JsonObject sent) {
    this.sent = sent;
    this.names = sent.members().keySet().toArray(new String[0]);
  }

  /** Whether one of them is there with a value. */
  boolean hasAny(String... names) {
    return value(names) != null;
  }

  /** Whether one begins so. */
  boolean hasPrefix(String prefix) {
    for (String name : names) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** All of them, as sent. */
  Map<String, JsonValue> members() {
    return sent.members();
  }

  /** The first that is neither null nor an empty string. */
  @Nullable JsonValue value(String... names) {
    for (String name : names) {
      JsonValue value = sent.get(name);
      if (says(value)) {
        return value;
      }
    }
    return null;
  }

  /** The first that is a string, a number or a boolean, not blank. */
  @Nullable String text(String... names) {
    for (String name : names) {
      String text = Texts.of(sent.get(name));
      if (text != null && !text.isBlank()) {
        return text;
      }
    }
    return null;
  }

  /** The first text that is short enough to filter by. */
  @Nullable String word(String... names) {
    for (String name : names) {
      String text = Texts.word(sent.get(name));
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /** The first whole number from 0, which may be a string. */
  @Nullable Long whole(String... names) {
    BigDecimal number = decimal(names);
    return number == null ? null : wholeOrNull(number);
  }

  private static @Nullable Long wholeOrNull(BigDecimal number) {
    return number.stripTrailingZeros().scale() > 0
            || number.compareTo(BigDecimal.valueOf(Usage.MAX_TOKENS)) > 0
        ? null
        : Long.valueOf(number.longValue());
  }

  /** The first number of few digits from 0, which may be a string. */
  @Nullable BigDecimal decimal(String... names) {
    for (String name : names) {
      BigDecimal number = number(sent.get(name));
      if (number != null) {
        return number;
      }
    }
    return null;
  }

  /** The number, which may be below 0; null when it is none, or one of many digits. */
  @Nullable BigDecimal signed(String name) {
    return parsed(sent.get(name));
  }

  static @Nullable BigDecimal number(@Nullable JsonValue value) {
    BigDecimal number = parsed(value);
    return number == null || number.signum() < 0 ? null : number;
  }

  private static @Nullable BigDecimal parsed(@Nullable JsonValue value) {
    String text =
        value instanceof JsonNumber number
            ? number.literal()
            : value instanceof JsonString string ? string.value().strip() : "";
    if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(text);
      boolean fits =
          Math.abs((long) number.scale()) <= LONGEST_NUMBER && number.abs().compareTo(MOST) <= 0;
      return fits ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** True or false, which may be a string; null when it is neither. */
  @Nullable Boolean truth(String name) {
    JsonValue value = sent.get(name);
    if (value instanceof JsonBoolean bool) {
      return bool.value();
    }
    String text = value instanceof JsonString string ? string.value() : "";
    boolean isOne = text.equals("true") || text.equals("false");
    return isOne ? Boolean.valueOf(text) : null;
  }

  /** The first that is an object or a string that holds one; empty when there is none. */
  JsonObject object(String... names) {
    for (String name : names) {
      if (Documents.of(sent.get(name)) instanceof JsonObject object) {
        return object;
      }
    }
    return JsonObject.EMPTY;
  }

  /** The first that is an array or a string that holds one; empty when there is none. */
  JsonArray array(String... names) {
    for (String name : names) {
      if (Documents.of(sent.get(name)) instanceof JsonArray array) {
        return array;
      }
    }
    return JsonArray.EMPTY;
  }

  /** Several words: an array, a string that holds one, or words between commas. */
  List<String> words(String... names) {
    JsonValue value = Documents.of(value(names));
    List<String> words = new ArrayList<>();
    if (value instanceof JsonArray array) {
      array.elements().forEach(element -> add(words, Texts.word(element)));
    } else if (value instanceof JsonString string) {
      List.of(string.value().split(",", -1))
          .forEach(word -> add(words, Texts.word(new JsonString(word.strip()))));
    }
    return words.subList(0, Math.min(words.size(), Limits.TAGS));
  }

  private static void add(List<String> words, @Nullable String word) {
    if (word != null) {
      words.add(word);
    }
  }

  /** Says that the whole value became a field, so that it is not kept twice. */
  void take(String name) {
    taken.add(name);
  }

  /** The first that is there, taken. */
  @Nullable JsonValue taken(String... names) {
    for (String name : names) {
      JsonValue value = sent.get(name);
      if (says(value)) {
        take(name);
        return value;
      }
    }
    return null;
  }

  /** The first that is there, taken, and read when it is a string that holds an object or array. */
  @Nullable JsonValue document(String... names) {
    return Documents.of(taken(names));
  }

  /** What is flattened to names with this prefix, built anew; null when there is none. */
  @Nullable JsonValue built(String prefix) {
    return Flattened.build(sent, prefix).value();
  }

  /** The same, taken. */
  @Nullable JsonValue rebuilt(String prefix) {
    Flattened.Built built = Flattened.build(sent, prefix);
    taken.addAll(built.names());
    return built.value();
  }

  /** What no field holds. */
  JsonObject rest() {
    JsonObject.Builder rest = JsonObject.builder();
    forEachLeft(rest::put);
    return rest.build();
  }

  /** Gives each that no field holds. */
  void forEachLeft(BiConsumer<String, JsonValue> reader) {
    sent.members()
        .forEach(
            (name, value) -> {
              if (!taken.contains(name)) {
                reader.accept(name, value);
              }
            });
  }

  private static boolean says(@Nullable JsonValue value) {
    return value != null
        && value != JsonNull.NULL
        && (!(value instanceof JsonString string) || !string.value().isEmpty());
  }
}
