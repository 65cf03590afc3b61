package dev.spoor.evals;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.spoor.json.Json;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import java.nio.charset.StandardCharsets;

final class ChecksFuzzTest {
  @FuzzTest
  void parse_ofAnyJson_isChecksOrBadInput(byte[] bytes) {
    JsonValue value;
    try {
      value = Json.read(new String(bytes, StandardCharsets.UTF_8));
    } catch (JsonReadException e) {
      return;
    }
    try {
      assertFalse(Checks.parse(value, "checks").isEmpty());
    } catch (BadInput mistake) {
      assertFalse(mistake.field().isEmpty());
    }
  }
}
