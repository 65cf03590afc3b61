package dev.spoor.model;

/**
 * An input or output exactly as it was sent.
 *
 * @param form how {@code text} is to be read
 * @param text the characters; may hold lone surrogates, NUL and anything else a JSON string can
 *     carry
 */
public record Payload(Form form, String text) {

  /** What a payload is. The order is the storage code: add at the end only. */
  public enum Form {
    /** A string; also one that looks like JSON. */
    TEXT,
    /** Any other JSON value, compact, keys in the order sent. */
    JSON,
    /** Raw bytes in base64, as OTLP's {@code bytesValue} brings them. */
    BASE64
  }

  /** A string payload. */
  public static Payload text(String text) {
    return new Payload(Form.TEXT, text);
  }

  /** A payload that is any other JSON value. */
  public static Payload json(JsonText json) {
    return new Payload(Form.JSON, json.text());
  }

  /** The payload's bytes, see {@link Wtf8}; for well-formed text these are its UTF-8 bytes. */
  public byte[] bytes() {
    return Wtf8.encode(text);
  }

  /** The payload whose {@link #bytes()} these are. */
  public static Payload of(Form form, byte[] bytes) {
    return new Payload(form, Wtf8.decode(bytes));
  }
}
