package dev.spoor.codec.otlp;

import dev.spoor.json.Json;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a receiver says: written in the encoding that it was asked in, and read from JSON. */
public final class OtlpAnswer {
  private static final int BYTES = 2;
  private static final int WIRE_TYPE_BITS = 3;
  private static final int LOW_BITS = 0x7F;

  private OtlpAnswer() {}

  /**
   * What a receiver says that took a request.
   *
   * @param rejected how many records it did not take
   * @param message why, or what else is to be known; may be empty
   */
  public record Partial(long rejected, String message) {}

  /** What an answer in JSON says; nothing when it is none. */
  public static Partial partial(String answer) {
    try {
      JsonObject partial =
          Json.read(answer) instanceof JsonObject said
              ? said.object("partialSuccess")
              : JsonObject.EMPTY;
      String message = partial.text("errorMessage");
      return new Partial(
          rejected(partial.get(OtlpSignal.TRACES.rejected())), message == null ? "" : message);
    } catch (JsonReadException e) {
      return new Partial(0, "");
    }
  }

  /** Protobuf's JSON has long numbers as strings. */
  private static long rejected(@Nullable JsonValue value) {
    String digits =
        value instanceof JsonString string
            ? string.value()
            : value instanceof JsonNumber number ? number.literal() : "";
    return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
  }

  /** Everything was taken: a message without fields. */
  public static byte[] taken(OtlpEncoding encoding) {
    return encoding == OtlpEncoding.JSON ? utf8("{}") : new byte[0];
  }

  /**
   * Some of it was taken: an {@code Export...PartialSuccess}.
   *
   * @param rejected how many records were not
   * @param message why
   */
  public static byte[] partial(
      OtlpEncoding encoding, OtlpSignal signal, long rejected, String message) {
    if (encoding == OtlpEncoding.JSON) {
      JsonObject partial =
          JsonObject.builder()
              .put(signal.rejected(), new JsonString(Long.toString(rejected)))
              .put("errorMessage", message)
              .build();
      return utf8(JsonObject.builder().put("partialSuccess", partial).build().write());
    }
    return field(1, counted(rejected, message));
  }

  /**
   * Nothing was taken: a {@code google.rpc.Status}.
   *
   * @param code a {@code google.rpc.Code}
   * @param message why
   */
  public static byte[] status(OtlpEncoding encoding, int code, String message) {
    if (encoding == OtlpEncoding.JSON) {
      return utf8(JsonObject.builder().put("code", code).put("message", message).build().write());
    }
    return counted(code, message);
  }

  /** A message whose first field is a number and whose second a string. */
  private static byte[] counted(long number, String text) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    varint(1 << WIRE_TYPE_BITS, message);
    varint(number, message);
    message.writeBytes(field(2, utf8(text)));
    return message.toByteArray();
  }

  private static byte[] field(int number, byte[] content) {
    ByteArrayOutputStream field = new ByteArrayOutputStream();
    varint((number << WIRE_TYPE_BITS) | BYTES, field);
    varint(content.length, field);
    field.writeBytes(content);
    return field.toByteArray();
  }

  private static void varint(long number, ByteArrayOutputStream out) {
    long rest = number;
    while ((rest & ~LOW_BITS) != 0) {
      out.write((int) ((rest & LOW_BITS) | (LOW_BITS + 1)));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
