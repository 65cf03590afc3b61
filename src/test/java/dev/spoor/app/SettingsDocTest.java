package dev.spoor.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsDocTest {
  @Test
  void readme_settingsTable_isTheListOfSettings() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("README.md")).stream()
            .filter(line -> line.startsWith("| `SPOOR_"))
            .toList();
    List<String> expected =
        Arrays.stream(Setting.values())
            .map(
                setting ->
                    "| `%s` | `%s` | %s | %s |"
                        .formatted(
                            setting.variable(),
                            setting.key(),
                            setting.defaultText(),
                            setting.help()))
            .toList();
    assertEquals(expected, rows);
  }
}
