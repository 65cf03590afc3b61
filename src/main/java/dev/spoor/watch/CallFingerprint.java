package dev.spoor.watch;

import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Payload;
import dev.spoor.model.SpanError;
import dev.spoor.model.Wtf8;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that are equal when two calls, or two results, say the same: the first 8 bytes of
 * SHA-256. Arguments are compared as canonical JSON, results without what changes by itself, such
 * as times and process ids.
 */
public final class CallFingerprint {
  private CallFingerprint() {}

  /**
   * Of a call's arguments.
   *
   * @param input the arguments; text that is a JSON object counts as one
   */
  public static long arguments(String toolName, @Nullable Payload input) {
    return hash(toolName + "\n" + (input == null ? "" : canonical(input)));
  }

  /** Of a call's result: its error's text when it failed, else its output. Never 0. */
  public static long result(@Nullable Payload output, @Nullable SpanError error) {
    String text =
        error == null
            ? "output\n" + (output == null ? "" : output.text())
            : "error\n" + error.type() + "\n" + error.message();
    long hash = hash(VolatileText.without(text));
    return hash == 0 ? 1 : hash;
  }

  private static String canonical(Payload input) {
    String text = input.text();
    if (input.form() == Payload.Form.TEXT && !text.stripLeading().startsWith("{")) {
      return text;
    }
    try {
      return canonical(Json.read(text)).write();
    } catch (JsonReadException notJson) {
      return text;
    }
  }

  private static JsonValue canonical(JsonValue value) {
    if (value instanceof JsonObject object) {
      JsonObject.Builder sorted = JsonObject.builder();
      new TreeMap<>(object.members()).forEach((key, member) -> sorted.put(key, canonical(member)));
      return sorted.build();
    } else if (value instanceof JsonArray array) {
      return JsonArray.of(array.elements(), CallFingerprint::canonical);
    } else if (value instanceof JsonNumber number) {
      BigDecimal decimal = number.decimal();
      return new JsonNumber(decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toString());
    } else if (value instanceof JsonString string) {
      return new JsonString(string.value().strip());
    }
    return value;
  }

  private static long hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Wtf8.encode(text));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
