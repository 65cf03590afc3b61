package dev.spoor.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.app.Finding.Level;
import dev.spoor.ingest.ForwardNotes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  @TempDir private Path home;

  @Test
  void freshHome_isWell_andStaysUntouched() throws IOException {
    List<Finding> findings = examine(Map.of());
    assertTrue(findings.stream().allMatch(finding -> finding.level() == Level.OK), "" + findings);
    assertEquals(
        List.of("java", "sqlite", "settings", "store", "port", "otlp"),
        findings.stream().map(Finding::subject).toList());
    assertTrue(
        of("store", findings).detail().endsWith("does not exist yet; the first run makes it"));
    try (var files = Files.list(home)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void store_thatIsWhole_tellsItsSize() {
    App.open(settings(Map.of())).close();
    Finding store = of("store", examine(Map.of()));
    assertEquals(Level.OK, store.level());
    assertTrue(
        store.detail().matches(".*spoor.db is whole: schema \\d+, \\d+ KiB, log \\d+ KiB"),
        store.detail());
  }

  @Test
  void receiver_thatTakesNothing_isWarning() {
    try (App app = App.open(settings(Map.of()))) {
      ForwardNotes notes = new ForwardNotes(app.store().writer(), "http://a/v1/traces");
      notes.follow(false);
      assertEquals(
          Finding.ok("forward", "http://a/v1/traces: runs waiting 0, spans refused 0"),
          of("forward", examine(Map.of())));
      notes.passed(List.of(), 2);
      notes.trouble("answers 401");
    }
    Finding found = of("forward", examine(Map.of()));
    assertEquals(Level.WARNING, found.level());
    assertEquals(
        "http://a/v1/traces: runs waiting 0, spans refused 2; it took nothing lately: answers 401",
        found.detail());
  }

  @Test
  void store_thatIsNone_isFailureWithFix() throws IOException {
    Files.writeString(home.resolve("spoor.db"), "no database ".repeat(1_000));
    Finding store = of("store", examine(Map.of()));
    assertEquals(Level.FAILURE, store.level());
    assertTrue(store.detail().contains("is not an SQLite database"), store.detail());
    assertEquals("name another file, or move this one away", store.fix());
  }

  @Test
  void store_whoseFolderIsAFile_isFailure() throws IOException {
    Path file = Files.createFile(home.resolve("file"));
    Finding store = of("store", examine(Map.of("SPOOR_DB", file.resolve("spoor.db").toString())));
    assertEquals(Level.FAILURE, store.level());
  }

  @Test
  void unknownVariable_isWarningWithNearestName() {
    List<Finding> findings =
        examine(Map.of("SPOOR_REDCAT", "on", "SPOOR_ZZZZZZZZ", "1", "SPOOR_TAGS", "a"));
    List<Finding> warnings =
        findings.stream().filter(finding -> finding.level() == Level.WARNING).toList();
    assertEquals(
        List.of(
            Finding.warning(
                "settings",
                "SPOOR_REDCAT is no setting and is ignored",
                "did you mean SPOOR_REDACT?"),
            Finding.warning(
                "settings",
                "SPOOR_ZZZZZZZZ is no setting and is ignored",
                "spoor doctor --settings lists what there is")),
        warnings);
  }

  @Test
  void projectFile_thatNamesWhatIsTheUsers_isFailure() throws IOException {
    Files.createDirectories(home.resolve(".spoor"));
    Files.writeString(home.resolve(".spoor/config.yaml"), "redact: \"off\"\n");
    List<Finding> findings = examine(Map.of());
    assertEquals(Level.FAILURE, of("settings", findings).level());
    assertTrue(
        of("settings", findings).detail().contains("may be set by the user alone"),
        of("settings", findings).detail());
    assertFalse(findings.stream().anyMatch(finding -> finding.subject().equals("port")));
  }

  @Test
  void port_servedByUs_isWell() {
    Settings settings = settings(Map.of());
    try (App app = App.open(settings);
        Viewing viewing = Viewings.over(app, settings.serving())) {
      String port = viewing.start().url().replaceFirst(".*:", "");
      Finding found = of("port", examine(Map.of("SPOOR_PORT", port)));
      assertEquals(
          Finding.ok("port", "spoor 1.2.3 serves this store at http://127.0.0.1:" + port), found);
    }
  }

  @Test
  void port_servedOverAnotherStore_isWarning(@TempDir Path elsewhere) {
    Settings settings = settings(Map.of("SPOOR_DB", elsewhere.resolve("other.db").toString()));
    try (App app = App.open(settings);
        Viewing viewing = Viewings.over(app, settings.serving())) {
      String port = viewing.start().url().replaceFirst(".*:", "");
      Finding found = of("port", examine(Map.of("SPOOR_PORT", port)));
      assertEquals(Level.WARNING, found.level());
      assertEquals("port " + port + " is held by spoor 1.2.3 over another store", found.detail());
    }
  }

  @Test
  void port_heldByStranger_isWarning() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Finding found = of("port", examine(Map.of("SPOOR_PORT", "" + silent.getLocalPort())));
      assertEquals(Level.WARNING, found.level());
      assertTrue(found.detail().contains("another program"), found.detail());
    }
  }

  @Test
  void host_thatIsNotForThisMachineAlone_isFailure() {
    for (String host : List.of("no-such-host.invalid", "0.0.0.0", "192.0.2.1")) {
      Finding found = of("port", examine(Map.of("SPOOR_HOST", host)));
      assertEquals(Level.FAILURE, found.level());
      assertTrue(found.fix().startsWith("set SPOOR_HOST=127.0.0.1"), found.fix());
    }
  }

  private List<Finding> examine(Map<String, String> variables) {
    Map<String, String> environment = environment(variables);
    return Doctor.examine(environment, new SettingsReader(environment, home));
  }

  private Settings settings(Map<String, String> variables) {
    return new SettingsReader(environment(variables), home).read();
  }

  private Map<String, String> environment(Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SPOOR_HOME", home.toString());
    environment.put("SPOOR_PORT", "0");
    environment.putAll(variables);
    return environment;
  }

  private static Finding of(String subject, List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.subject().equals(subject))
        .reduce((first, second) -> second)
        .orElseThrow();
  }
}
