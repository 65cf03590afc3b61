package dev.spoor.rest;

import dev.spoor.http.Response;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The entries of an array that are taken one by one: a wrong one is named by its index and keeps no
 * other from being stored. Not thread-safe.
 *
 * @param <T> what an entry is read as
 */
final class Entries<T> {
  private static final int MANY = 207;

  private final Map<Integer, T> read = new LinkedHashMap<>();
  private final Map<Integer, JsonObject> errors = new TreeMap<>();

  /** How an entry is read. */
  @FunctionalInterface
  interface Reader<T> {
    /** Reads one; what is wrong with it is {@link BadInput}. */
    T read(JsonObject entry);
  }

  /**
   * Reads an array.
   *
   * @param most entries; more of them are the caller's mistake as a whole
   */
  Entries(JsonArray array, int most, Reader<T> reader) {
    List<JsonValue> elements = array.elements();
    if (elements.isEmpty() || elements.size() > most) {
      throw BadInput.of("the body", "must have 1 to " + most + " entries").got(array.shape());
    }
    for (int index = 0; index < elements.size(); index++) {
      read(index, elements.get(index), reader);
    }
  }

  private void read(int index, JsonValue element, Reader<T> reader) {
    if (!(element instanceof JsonObject entry)) {
      BadInput mistake = BadInput.of(place(index), "must be an object").got(element.shape());
      errors.put(index, Problems.ofEntry(index, mistake));
      return;
    }
    try {
      read.put(index, reader.read(entry));
    } catch (BadInput mistake) {
      refuse(index, mistake);
    }
  }

  /** Those that could be read, by index. */
  Map<Integer, T> read() {
    return read;
  }

  /** Says what is wrong with an entry. */
  void refuse(int index, BadInput mistake) {
    errors.put(index, Problems.ofEntry(index, mistake.inside(place(index))));
  }

  /**
   * The answer: 200 when all entries were stored, 207 when some were, 400 when none was.
   *
   * @param more members beside {@code errors}
   */
  Response answer(JsonObject.Builder more) {
    JsonArray wrong = new JsonArray(new ArrayList<>(errors.values()));
    if (!errors.keySet().containsAll(read.keySet())) {
      int status = errors.isEmpty() ? 200 : MANY;
      return Response.json(more.put("errors", wrong).build().write()).withStatus(status);
    }
    JsonObject problem =
        JsonObject.builder()
            .put("type", "about:blank")
            .put("title", "Bad Request")
            .put("status", 400)
            .put("detail", "no entry could be stored; errors says why, entry by entry")
            .put("errors", wrong)
            .build();
    return Response.of(400, Response.PROBLEM, problem.write().getBytes(StandardCharsets.UTF_8));
  }

  private static String place(int index) {
    return "[" + index + "]";
  }
}
