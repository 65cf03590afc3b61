package dev.spoor.json;

import dev.spoor.model.JsonText;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON text. Strict (RFC 8259; a byte order mark is refused too), every digit kept, of a
 * repeated key the last value wins.
 */
public final class Json {
  /** How deep objects and arrays may be nested. */
  public static final int MAX_DEPTH = 128;

  // With all the digits a number may have, still a scale that fits into an int.
  private static final long MAX_EXPONENT = 2_000_000_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(100_000)
                  .maxNameLength(1_000_000)
                  .build())
          .build();

  private Json() {}

  /** Reads one value with nothing but blanks after it. */
  public static JsonValue read(String text) throws JsonReadException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return readOnly(parser);
    } catch (JacksonException e) {
      throw failure(e);
    }
  }

  /** Reads one value from UTF-8; bytes that are no UTF-8 are refused. */
  public static JsonValue read(byte[] utf8) throws JsonReadException {
    // Not left to the library: it guesses at UTF-16 and lets surrogates and long forms pass.
    try {
      return read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      throw new JsonReadException("not valid UTF-8");
    }
  }

  /**
   * Reads a few members of an object and skips the rest, many times faster than {@link #read} where
   * the rest is large. Stops at the last member asked for, so that what follows may be anything.
   *
   * @param paths names of members, those of an inner object behind its own and a dot: {@code
   *     data.type}
   * @return an object with those of the members that are there, nested as they were
   */
  public static JsonObject pick(byte[] utf8, Set<String> paths) throws JsonReadException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), utf8)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonReadException("no JSON object");
      }
      return new JsonPick(paths).object(parser, "");
    } catch (JacksonException e) {
      throw failure(e);
    }
  }

  /** Reads text that this room wrote; anything else is a fault of ours. */
  public static JsonValue trusted(JsonText json) {
    try {
      return read(json.text());
    } catch (JsonReadException e) {
      throw new IllegalStateException("stored JSON is not well formed: " + e.getMessage(), e);
    }
  }

  /** The value's compact text. */
  public static JsonText text(JsonValue value) {
    return new JsonText(value.write());
  }

  /**
   * The value that Java's own types stand for, as other libraries' JSON binding makes them: maps,
   * collections, strings, numbers, booleans and null.
   */
  public static JsonValue of(@Nullable Object plain) {
    if (plain == null) {
      return JsonNull.NULL;
    } else if (plain instanceof JsonValue value) {
      return value;
    } else if (plain instanceof String text) {
      return new JsonString(text);
    } else if (plain instanceof Boolean bool) {
      return JsonBoolean.of(bool);
    } else if (plain instanceof BigDecimal decimal) {
      return new JsonNumber(decimal.toString());
    } else if (plain instanceof BigInteger || plain instanceof Long || plain instanceof Integer) {
      return new JsonNumber(plain.toString());
    } else if (plain instanceof Number number) {
      return JsonNumber.of(new BigDecimal(number.toString()));
    } else if (plain instanceof Map<?, ?> map) {
      JsonObject.Builder object = JsonObject.builder();
      map.forEach((key, value) -> object.put(String.valueOf(key), of(value)));
      return object.build();
    } else if (plain instanceof Collection<?> collection) {
      List<JsonValue> elements = new ArrayList<>(collection.size());
      collection.forEach(element -> elements.add(of(element)));
      return new JsonArray(elements);
    }
    throw new IllegalArgumentException("no JSON form for " + plain.getClass().getName());
  }

  /** The value in Java's own types, for libraries that bind them: the inverse of {@link #of}. */
  public static @Nullable Object plain(JsonValue value) {
    if (value instanceof JsonObject object) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      object.members().forEach((key, member) -> map.put(key, plain(member)));
      return map;
    } else if (value instanceof JsonArray array) {
      List<@Nullable Object> list = new ArrayList<>(array.elements().size());
      array.elements().forEach(element -> list.add(plain(element)));
      return list;
    } else if (value instanceof JsonString string) {
      return string.value();
    } else if (value instanceof JsonNumber number) {
      return number.decimal();
    } else if (value instanceof JsonBoolean bool) {
      return bool.value();
    }
    return null;
  }

  static JsonParser parser(Reader text) {
    return FACTORY.createParser(ObjectReadContext.empty(), text);
  }

  private static JsonValue readOnly(JsonParser parser) throws JsonReadException {
    if (parser.nextToken() == null) {
      throw new JsonReadException("nothing but blanks, where a JSON value was expected");
    }
    JsonValue value = value(parser);
    if (parser.nextToken() != null) {
      throw new JsonReadException("more text after the end of the JSON value");
    }
    return value;
  }

  static JsonValue value(JsonParser parser) throws JsonReadException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new JsonString(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
      case VALUE_TRUE -> JsonBoolean.of(true);
      case VALUE_FALSE -> JsonBoolean.of(false);
      default -> JsonNull.NULL;
    };
  }

  private static JsonObject object(JsonParser parser) throws JsonReadException {
    JsonObject.Builder members = JsonObject.builder();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      members.put(key, value(parser));
    }
    return members.build();
  }

  private static JsonArray array(JsonParser parser) throws JsonReadException {
    List<JsonValue> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return new JsonArray(elements);
  }

  private static JsonNumber number(String literal) throws JsonReadException {
    int exponent = Math.max(literal.indexOf('e'), literal.indexOf('E'));
    if (exponent >= 0 && !isAllowedExponent(literal.substring(exponent + 1))) {
      throw new JsonReadException("more than allowed (exponents to " + MAX_EXPONENT + ")");
    }
    return new JsonNumber(literal);
  }

  private static boolean isAllowedExponent(String exponent) {
    try {
      return Math.abs(Long.parseLong(exponent)) <= MAX_EXPONENT;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  static JsonReadException failure(JacksonException e) {
    String where =
        e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    String what =
        e instanceof StreamConstraintsException
            ? "more than allowed (nesting to " + MAX_DEPTH + " levels, numbers to 100000 digits)"
            : "not well-formed JSON";
    return new JsonReadException(what + where);
  }
}
