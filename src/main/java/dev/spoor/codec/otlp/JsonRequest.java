package dev.spoor.codec.otlp;

import dev.spoor.codec.otlp.RecordList.Place;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonStream;
import dev.spoor.model.BadInput;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Walks through a request: resources, their scopes, their records. Only one record at a time stands
 * in memory as JSON.
 */
final class JsonRequest<T, P extends RecordParts<T>> {
  private final OtlpSignal signal;
  private final RecordList<T> records;
  private final Supplier<P> parts;
  private final BiConsumer<JsonMessage, P> reader;

  /**
   * A walk.
   *
   * @param records where the records go
   * @param parts makes what a record is read into
   * @param reader reads one
   */
  JsonRequest(
      OtlpSignal signal,
      RecordList<T> records,
      Supplier<P> parts,
      BiConsumer<JsonMessage, P> reader) {
    this.signal = signal;
    this.records = records;
    this.parts = parts;
    this.reader = reader;
  }

  /** Walks; a request that is no JSON, or another JSON, is {@link BadInput}. */
  void walk(byte[] body) {
    try (JsonStream json = JsonStream.of(body)) {
      json.enter();
      requireObject(json, "body");
      for (String name = json.nextMember(); name != null; name = json.nextMember()) {
        if (is(signal.resources(), name)) {
          resources(json);
        } else {
          json.skip();
        }
      }
      json.end();
    } catch (JsonReadException e) {
      throw malformed(e);
    }
  }

  private void resources(JsonStream json) throws JsonReadException {
    if (isNothing(json, signal.resources())) {
      return;
    }
    for (int index = 0; json.nextElement(); index++) {
      requireObject(json, signal.resources());
      resource(json, index);
    }
  }

  private void resource(JsonStream json, int index) throws JsonReadException {
    OriginParts.Resource resource = new OriginParts.Resource();
    for (String name = json.nextMember(); name != null; name = json.nextMember()) {
      if (name.equals("resource")) {
        try {
          resource.is(JsonValues.attributes(JsonMessage.of(name, json.value())));
        } catch (BadInput mistake) {
          resource.isWrong(mistake);
        }
      } else if (is(signal.scopes(), name)) {
        scopes(json, resource, index);
      } else {
        json.skip();
      }
    }
    records.settle();
  }

  private void scopes(JsonStream json, OriginParts.Resource resource, int resourceIndex)
      throws JsonReadException {
    if (isNothing(json, signal.scopes())) {
      return;
    }
    for (int index = 0; json.nextElement(); index++) {
      requireObject(json, signal.scopes());
      scope(json, new OriginParts(resource), resourceIndex, index);
    }
  }

  private void scope(JsonStream json, OriginParts origin, int resourceIndex, int index)
      throws JsonReadException {
    for (String name = json.nextMember(); name != null; name = json.nextMember()) {
      if (name.equals("scope")) {
        try {
          JsonMessage scope = JsonMessage.of(name, json.value());
          origin.is(scope.text("name"), scope.text("version"), JsonValues.attributes(scope));
        } catch (BadInput mistake) {
          origin.isWrong(mistake);
        }
      } else if (!is(signal.records(), name)) {
        json.skip();
      } else if (!isNothing(json, signal.records())) {
        for (int count = 0; json.nextElement(); count++) {
          record(json, new Place(resourceIndex, index, count), origin);
        }
      }
    }
  }

  private void record(JsonStream json, Place place, OriginParts origin) throws JsonReadException {
    P record = parts.get();
    try {
      reader.accept(JsonMessage.of(signal.records(), json.value()), record);
      records.add(place, origin, record);
    } catch (BadInput mistake) {
      records.reject(place, record.id(), mistake);
    }
  }

  /** The signal whose member a request begins with; empty when there is none. */
  static Optional<OtlpSignal> signal(byte[] body) {
    try (JsonStream json = JsonStream.of(body)) {
      json.enter();
      requireObject(json, "body");
      for (String name = json.nextMember(); name != null; name = json.nextMember()) {
        for (OtlpSignal signal : OtlpSignal.values()) {
          if (is(signal.resources(), name)) {
            return Optional.of(signal);
          }
        }
        json.skip();
      }
      return Optional.empty();
    } catch (JsonReadException e) {
      throw malformed(e);
    }
  }

  private static boolean is(String expected, String name) {
    return expected.equals(name) || JsonMessage.schemaName(expected).equals(name);
  }

  private static void requireObject(JsonStream json, String name) {
    if (!json.isObject()) {
      throw BadInput.of(name, "must be an object");
    }
  }

  /** Whether null stands where an array may. */
  private static boolean isNothing(JsonStream json, String name) {
    if (!json.isNull() && !json.isArray()) {
      throw BadInput.of(name, "must be an array");
    }
    return json.isNull();
  }

  private static BadInput malformed(JsonReadException e) {
    return BadInput.of("body", "must be JSON: " + e.getMessage());
  }
}
