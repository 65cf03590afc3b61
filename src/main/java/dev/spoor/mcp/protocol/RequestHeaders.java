package dev.spoor.mcp.protocol;

import dev.spoor.http.Request;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds the headers of an HTTP request to what its message says. */
final class RequestHeaders implements HeaderChecks {
  private static final Pattern PLAIN = Pattern.compile("[\\t\\x20-\\x7e]*");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]*={0,2}");
  private static final String BASE64_START = "=?base64?";
  private static final String BASE64_END = "?=";
  private static final int BASE64_UNIT = 4;
  private static final String ANNOTATION = "x-mcp-header";

  private final Request http;

  RequestHeaders(Request http) {
    this.http = http;
  }

  @Override
  public void version(String protocolVersion) {
    require("MCP-Protocol-Version", protocolVersion, value("MCP-Protocol-Version"));
  }

  @Override
  public void target(String method, @Nullable String name) {
    require("Mcp-Method", method, value("Mcp-Method"));
    if (name != null) {
      require("Mcp-Name", name, decoded("Mcp-Name"));
    }
  }

  @Override
  public void arguments(Tool tool, JsonObject arguments) {
    check(tool.inputSchema(), arguments);
  }

  private void check(JsonObject schema, JsonObject values) {
    for (Map.Entry<String, JsonValue> property : schema.object("properties").members().entrySet()) {
      JsonObject inner = schema.object("properties").object(property.getKey());
      String header = inner.text(ANNOTATION);
      JsonValue value = values.get(property.getKey());
      if (header != null) {
        check("Mcp-Param-" + header, value == JsonNull.NULL ? null : value);
      }
      check(inner, values.object(property.getKey()));
    }
  }

  private void check(String header, @Nullable JsonValue value) {
    String sent = decoded(header);
    if (value instanceof JsonNumber number) {
      if (sent == null || !isEqual(number, sent)) {
        require(header, number.literal(), sent);
      }
    } else if (value instanceof JsonString text) {
      require(header, text.value(), sent);
    } else if (value instanceof JsonBoolean yes) {
      require(header, String.valueOf(yes.value()), sent);
    } else if (sent != null) {
      throw mismatch(header + " has no argument that it could repeat");
    }
  }

  private static boolean isEqual(JsonNumber number, String sent) {
    try {
      return number.decimal().compareTo(new BigDecimal(sent)) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static void require(String header, String said, @Nullable String sent) {
    if (sent == null) {
      throw mismatch(header + " is missing");
    } else if (!sent.equals(said)) {
      throw mismatch(header + " differs from the message");
    }
  }

  /** The header without space around it; null when it was not sent. */
  private @Nullable String value(String header) {
    String value = http.header(header);
    if (value == null) {
      return null;
    } else if (!PLAIN.matcher(value).matches()) {
      throw mismatch(header + " holds more than printable ASCII; write it as =?base64?...?=");
    }
    return value.strip();
  }

  private @Nullable String decoded(String header) {
    String value = value(header);
    if (value == null
        || value.length() < BASE64_START.length() + BASE64_END.length()
        || !value.startsWith(BASE64_START)
        || !value.endsWith(BASE64_END)) {
      return value;
    }
    String encoded = value.substring(BASE64_START.length(), value.length() - BASE64_END.length());
    if (encoded.length() % BASE64_UNIT != 0 || !BASE64.matcher(encoded).matches()) {
      throw mismatch(header + " is no base64 with padding");
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Base64.getDecoder().decode(encoded)))
          .toString();
    } catch (CharacterCodingException | IllegalArgumentException e) {
      throw mismatch(header + " is no base64 of UTF-8");
    }
  }

  private static ProtocolError mismatch(String rule) {
    return new ProtocolError(ProtocolError.HEADER_MISMATCH, "Header mismatch: " + rule);
  }
}
