package dev.spoor.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What {@code openapi.json} says, to hold routes and answers to. */
final class ApiDescription {
  private final JsonObject whole;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  ApiDescription() {
    try (InputStream in = RestApi.class.getResourceAsStream("openapi.json")) {
      assertNotNull(in);
      whole = (JsonObject) Json.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonReadException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonObject whole() {
    return whole;
  }

  /** The operations, each as {@code GET /api/logs}. */
  Map<String, JsonObject> operations() {
    Map<String, JsonObject> operations = new TreeMap<>();
    JsonObject paths = whole.object("paths");
    for (String path : paths.members().keySet()) {
      for (String method : paths.object(path).members().keySet()) {
        operations.put(
            method.toUpperCase(Locale.ROOT) + " " + path, paths.object(path).object(method));
      }
    }
    return operations;
  }

  /**
   * The names of an operation's parameters.
   *
   * @param place {@code query}, {@code path} or {@code header}
   */
  List<String> parameters(String operation, String place) {
    List<String> names = new ArrayList<>();
    for (var parameter : operation(operation).array("parameters").elements()) {
      JsonObject object = (JsonObject) parameter;
      if (place.equals(object.text("in"))) {
        names.add(String.valueOf(object.text("name")));
      }
    }
    return names;
  }

  private JsonObject operation(String name) {
    JsonObject operation = operations().get(name);
    assertNotNull(operation, name + " is not described");
    return operation;
  }

  /** Fails unless an answer of that status and type is described, and the body is of its schema. */
  void check(String operation, int status, String type, String body) {
    JsonObject responses = operation(operation).object("responses");
    boolean own = responses.get("" + status) != null;
    JsonObject response = responses.object(own ? "" + status : "default");
    if (response.get("$ref") instanceof JsonString) {
      response = whole.object("components").object("responses").object("Problem");
    }
    JsonObject content = response.object("content");
    assertNotNull(content.get(type), operation + " answers " + status + " with " + type);
    if (type.endsWith("json")) {
      JsonObject schema = content.object(type).object("schema");
      assertEquals(
          List.of(),
          schemas.computeIfAbsent(schema.write(), key -> schema(schema)).validate(body, JSON),
          () -> operation + ": " + body);
    }
  }

  private static final InputFormat JSON = InputFormat.JSON;

  private Schema schema(JsonObject schema) {
    JsonObject.Builder alone = JsonObject.builder();
    schema.members().forEach(alone::put);
    alone.put("components", whole.object("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(alone.build().write(), InputFormat.JSON);
  }

  /** The schema that an operation takes bodies by; fails unless the body is of it. */
  void checkBody(String operation, String body) {
    JsonObject schema =
        operation(operation)
            .object("requestBody")
            .object("content")
            .object("application/json")
            .object("schema");
    assertEquals(List.of(), schema(schema).validate(body, InputFormat.JSON));
  }
}
