package dev.spoor.json;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Walks once through a JSON text, so that a large one never stands in memory as values. It is as
 * strict as {@link Json#read}; what is wrong behind the place where the walk stands is not yet
 * known. Not thread-safe.
 */
public final class JsonStream implements AutoCloseable {
  private final JsonParser parser;

  private JsonStream(JsonParser parser) {
    this.parser = parser;
  }

  /** A walk that stands before the one value of a UTF-8 text. */
  public static JsonStream of(byte[] utf8) throws JsonReadException {
    // A decoder of our own: the library guesses at UTF-16 and lets surrogates and long forms pass.
    InputStreamReader text =
        new InputStreamReader(new ByteArrayInputStream(utf8), StandardCharsets.UTF_8.newDecoder());
    return reading(() -> new JsonStream(Json.parser(text)));
  }

  /** Steps to the text's one value. */
  public void enter() throws JsonReadException {
    if (next() == null) {
      throw new JsonReadException("nothing but blanks, where a JSON value was expected");
    }
  }

  /** Whether an object stands here. */
  public boolean isObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  /** Whether an array stands here. */
  public boolean isArray() {
    return parser.currentToken() == JsonToken.START_ARRAY;
  }

  /** Whether a null stands here. */
  public boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /**
   * Steps to the value of the next member of the object that the walk is in; each value that is an
   * object or an array must be walked through, skipped or read before.
   *
   * @return the member's name; null at the end of the object
   */
  public @Nullable String nextMember() throws JsonReadException {
    if (next() != JsonToken.PROPERTY_NAME) {
      return null;
    }
    String name = parser.currentName();
    next();
    return name;
  }

  /** Steps to the next element of the array that the walk is in; false at its end. */
  public boolean nextElement() throws JsonReadException {
    return next() != JsonToken.END_ARRAY;
  }

  /** Passes over the value that stands here. */
  public void skip() throws JsonReadException {
    reading(parser::skipChildren);
  }

  /** Builds the value that stands here. */
  public JsonValue value() throws JsonReadException {
    return reading(() -> Json.value(parser));
  }

  /** Makes sure that nothing but blanks is left. */
  public void end() throws JsonReadException {
    if (next() != null) {
      throw new JsonReadException("more text after the end of the JSON value");
    }
  }

  private @Nullable JsonToken next() throws JsonReadException {
    return reading(parser::nextToken);
  }

  private interface Reading<T extends @Nullable Object> {
    T get() throws JsonReadException;
  }

  private static <T extends @Nullable Object> T reading(Reading<T> step) throws JsonReadException {
    try {
      return step.get();
    } catch (JacksonException e) {
      throw e.getCause() instanceof CharacterCodingException
          ? new JsonReadException("not valid UTF-8")
          : Json.failure(e);
    }
  }

  @Override
  public void close() {
    parser.close();
  }
}
