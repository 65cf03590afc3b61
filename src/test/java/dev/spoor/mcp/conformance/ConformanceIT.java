package dev.spoor.mcp.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.e2e.Foreign;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The official suite finds nothing wrong with the protocol room, but for what a file names. */
@Tag("clients")
class ConformanceIT {
  private static final Path EXCEPTIONS =
      Path.of("src/test/resources/dev/spoor/mcp/conformance/expected-failures.yaml");
  private static final Pattern EXCEPTION = Pattern.compile("(?m)^  - (\\S+)$");
  private static final Pattern RESULT = Pattern.compile("server-(.+)-\\d{4}-\\d\\d-\\d\\dT.*");

  @TempDir private Path results;

  @ParameterizedTest
  @CsvSource({"2025-11-25, 33", "2026-07-28, 50"})
  void suite_everyRequirement_isMet(String revision, int scenarios)
      throws IOException, InterruptedException {
    run(revision);
    assertEquals(scenarios, folders().size());
    Set<String> wrong = new TreeSet<>();
    for (Path folder : folders()) {
      if (isWrong(folder)) {
        wrong.add(scenario(folder));
      }
    }
    wrong.removeAll(exceptions());
    assertEquals(Set.of(), wrong, "scenarios with a failure or a warning");
  }

  /** The suite fails too when an exception has become unnecessary. */
  private void run(String revision) throws IOException, InterruptedException {
    try (FixtureServer server = new FixtureServer(System.err)) {
      ProcessBuilder suite =
          Foreign.npmProgram("conformance", "server", "--url", server.url())
              .redirectErrorStream(true);
      suite.command().addAll(List.of("--requirements", revision));
      suite.command().addAll(List.of("--expected-failures", EXCEPTIONS.toAbsolutePath() + ""));
      suite.command().addAll(List.of("--output-dir", results.toString()));
      Process process = suite.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), said);
    }
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> folders = Files.list(results)) {
      return folders.toList();
    }
  }

  private static String scenario(Path folder) {
    Matcher name = RESULT.matcher(folder.getFileName().toString());
    return name.matches() ? name.group(1) : folder.toString();
  }

  private static boolean isWrong(Path folder) throws IOException {
    try {
      JsonArray checks = (JsonArray) Json.read(Files.readString(folder.resolve("checks.json")));
      return checks.elements().stream().anyMatch(ConformanceIT::isWrong);
    } catch (JsonReadException e) {
      throw new AssertionError(folder.toString(), e);
    }
  }

  private static boolean isWrong(JsonValue check) {
    String status = String.valueOf(((JsonObject) check).text("status"));
    return status.equals("FAILURE") || status.equals("WARNING");
  }

  private static Set<String> exceptions() throws IOException {
    return EXCEPTION
        .matcher(Files.readString(EXCEPTIONS))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }
}
