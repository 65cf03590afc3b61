package dev.spoor.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.app.SettingsReader.Origin;
import dev.spoor.model.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardingTest {
  @TempDir private Path home;

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:4318, http://127.0.0.1:4318/v1/traces",
    "http://127.0.0.1:4318/, http://127.0.0.1:4318/v1/traces",
    "https://a.example/api/otel, https://a.example/api/otel/v1/traces",
    "https://a.example/v1/traces, https://a.example/v1/traces",
    "http://[::1]:4318, http://[::1]:4318/v1/traces"
  })
  void address_isAnEndpointAsOpenTelemetryHasIt(String set, String traces) {
    assertEquals(traces, Forwarding.of(set, null).target().toString());
  }

  @Test
  void nobody_isNotTheSameAsNothingSaid() {
    assertFalse(Forwarding.of(null, null).ended());
    assertTrue(Forwarding.of("none", null).ended());
    assertNull(Forwarding.of("none", null).target());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost:4318", "ftp://a", "http://", "http://me:secret@a", "http://a?k=v"})
  void wrongAddress_isNamedWithAnExample(String address) {
    BadInput mistake = assertThrows(BadInput.class, () -> Forwarding.of(address, null));
    assertTrue(mistake.getMessage().contains("SPOOR_FORWARD=http://127.0.0.1:4318"));
    assertFalse(mistake.getMessage().contains("secret"), mistake.getMessage());
  }

  @Test
  void headers_areReadAsOpenTelemetryDoes() {
    assertEquals(
        Map.of("Authorization", "Basic a+b=", "x-tenant", "the shop, ours"),
        Forwarding.of("http://a", "Authorization=Basic%20a+b=, x-tenant = the%20shop%2C ours ,")
            .target()
            .headers());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"secret", "=secret", "a b=secret", "Host=secret", "k=secret%0d%0aa", "k=%zz"})
  void wrongHeaders_areNamed_butNotShown(String headers) {
    BadInput mistake = assertThrows(BadInput.class, () -> Forwarding.of("http://a", headers));
    assertTrue(mistake.getMessage().startsWith("SPOOR_FORWARD_HEADERS must be name=value"));
    assertFalse(mistake.getMessage().contains("secret"), mistake.getMessage());
  }

  @Test
  void headers_areNotShownAmongSettings() {
    SettingsReader reader = reader(Map.of("SPOOR_FORWARD_HEADERS", "api-key=s3cret,b=c"));
    Origin origin =
        reader.origins().stream()
            .filter(one -> one.setting() == Setting.FORWARD_HEADERS)
            .findFirst()
            .orElseThrow();
    assertEquals("api-key=***,b=***", origin.value());
    assertEquals("environment", origin.place());
  }

  @Test
  void projectFile_mayNotSayWhereTo() throws IOException {
    Files.createDirectories(home.resolve(".spoor"));
    Files.writeString(home.resolve(".spoor/config.yaml"), "forward: https://evil.example\n");
    BadInput mistake = assertThrows(BadInput.class, () -> reader(Map.of()).read());
    assertTrue(mistake.getMessage().contains("may be set by the user alone"));
  }

  private SettingsReader reader(Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("SPOOR_HOME", home.resolve("home").toString());
    return new SettingsReader(environment, home);
  }
}
