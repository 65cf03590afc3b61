package dev.spoor.mcp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The types of a JSON Schema file: a protocol revision's official one, or that of our results. */
public final class SchemaTypes {
  private final JsonObject whole;
  private final Map<String, Schema> types = new ConcurrentHashMap<>();

  private SchemaTypes(String resource) {
    try (InputStream in = SchemaTypes.class.getResourceAsStream(resource)) {
      assertNotNull(in, resource);
      whole = (JsonObject) Json.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonReadException e) {
      throw new IllegalStateException(resource, e);
    }
  }

  /**
   * The official types of a revision.
   *
   * @param revision for example {@code 2025-11-25}; those before 2025-06-18 are held to that one,
   *     which adds to them only
   */
  public static SchemaTypes ofProtocol(String revision) {
    String held = revision.compareTo("2025-06-18") < 0 ? "2025-06-18" : revision;
    return new SchemaTypes("/samples/mcp/" + held + "/schema.json");
  }

  /** What our tools put into {@code structuredContent}, by the tool's name. */
  public static SchemaTypes ofResults() {
    return new SchemaTypes("/dev/spoor/mcp/results.schema.json");
  }

  /** Fails unless the value is of the type, for example {@code CallToolResult}. */
  public void check(String type, JsonValue value) {
    Schema schema = types.computeIfAbsent(type, this::type);
    assertEquals(
        List.of(),
        schema.validate(value.write(), InputFormat.JSON),
        () -> type + ": " + value.write());
  }

  private Schema type(String name) {
    String definitions = whole.get("$defs") == null ? "definitions" : "$defs";
    assertNotNull(whole.object(definitions).get(name), name);
    JsonObject only =
        JsonObject.builder()
            .put("$schema", whole.get("$schema"))
            .put(definitions, whole.get(definitions))
            .put("$ref", "#/" + definitions + "/" + name)
            .build();
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(only.write(), InputFormat.JSON);
  }
}
