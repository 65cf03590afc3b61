package dev.spoor.json;

/** A JSON value (RFC 8259). */
public sealed interface JsonValue
    permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

  /**
   * Compact text: no blanks, members in order, lone surrogates escaped so that the text is
   * well-formed Unicode.
   */
  default String write() {
    return JsonWriter.write(this);
  }

  /**
   * What kind of value it is, for messages, without the value: {@code a string of 7 characters}.
   */
  String shape();
}
