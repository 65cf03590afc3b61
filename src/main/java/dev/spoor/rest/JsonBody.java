package dev.spoor.rest;

import dev.spoor.http.HttpProblem;
import dev.spoor.http.Request;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import java.util.Locale;

/** Reads what a request brings. */
final class JsonBody {
  private static final String TYPE = "application/json";

  private JsonBody() {}

  /** The body; status 415 when it says that it is something else, 400 when it is no JSON. */
  static JsonValue read(Request request) {
    String sent = request.header("content-type");
    String type = sent == null ? "" : sent.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!type.equals(TYPE)) {
      throw new HttpProblem(415, "Content-Type must be " + TYPE);
    }
    try {
      return Json.read(request.body());
    } catch (JsonReadException e) {
      throw new HttpProblem(400, "the body must be JSON in UTF-8: " + e.getMessage());
    }
  }

  /** The body, which must be an object. */
  static JsonObject object(Request request) {
    return object(read(request));
  }

  /** A value that must be an object. */
  static JsonObject object(JsonValue value) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw BadInput.of("the body", "must be an object")
        .got(value.shape())
        .example("{\"name\": \"fix the login test\"}");
  }
}
