package dev.spoor.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;

final class JsonFuzzTest {
  @FuzzTest
  void read_ofAnyBytes_failsCleanlyOrIsStable(byte[] bytes) throws JsonReadException {
    JsonValue value;
    try {
      value = Json.read(bytes);
    } catch (JsonReadException e) {
      return;
    }
    String written = value.write();
    assertEquals(value, Json.read(written));
    assertEquals(written, Json.read(written).write());
    assertEquals(Json.plain(value), Json.plain(Json.of(Json.plain(value))));
  }
}
