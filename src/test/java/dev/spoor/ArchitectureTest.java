package dev.spoor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our classes keep the {@link HouseRules}, and a planted offence breaks each of them. */
class ArchitectureTest {
  private static final Map<String, ArchRule> RULES = HouseRules.of("dev.spoor");
  private static final Map<String, ArchRule> PLANTED_RULES = HouseRules.of("planted");

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.spoor");
  private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("planted");

  /** What each rule has to say about the classes of the package {@code planted}. */
  private static final Map<String, List<String>> OFFENCES =
      Map.ofEntries(
          Map.entry("rooms_are_in_the_table", List.of("planted.util.Leftovers")),
          Map.entry(
              "rooms_stack_one_way",
              List.of(
                  "planted.rest.DoorUsingDoor",
                  "planted.store.FloorUsingUpperFloor",
                  "planted.query.QueryUsingEngine")),
          Map.entry("rooms_have_no_cycles", List.of("Slice ingest", "Slice store")),
          Map.entry(
              "libraries_live_in_their_rooms",
              List.of(
                  "planted.query.SqlInQuery",
                  "planted.http.HttpServerOfTheJdk",
                  "planted.http.UnknownLibrary",
                  "planted.query.Logging",
                  "planted.query.Reflection")),
          Map.entry("one_write_path", List.of("planted.mcp.WritingPastIngest")),
          Map.entry(
              "pure_rooms_leave_the_world_alone",
              List.of("planted.redact.ReadingFile", "planted.watch.Timing")),
          Map.entry("model_values_never_change", List.of("planted.model.Mutable")),
          Map.entry(
              "stdout_is_the_mcp_wire", List.of("planted.mcp.Printing", "planted.mcp.Hijacking")),
          Map.entry(
              "clock_and_chance_come_from_app",
              List.of("planted.query.AskingTheTime", "planted.query.Dice")),
          Map.entry("statics_are_final", List.of("planted.query.Counter")),
          Map.entry("statics_hold_no_live_state", List.of("planted.query.GlobalQueue")));

  static Set<String> rules() {
    return RULES.keySet();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void house_keepsRule(String rule) {
    RULES.get(rule).check(HOUSE);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void plantedOffence_breaksRule(String rule) {
    EvaluationResult result = PLANTED_RULES.get(rule).evaluate(PLANTED);
    assertTrue(result.hasViolation(), "nothing planted breaks " + rule);
    String report = String.join("\n", result.getFailureReport().getDetails());
    for (String offender : OFFENCES.get(rule)) {
      assertTrue(report.contains(offender), rule + " does not see " + offender + " in\n" + report);
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void lawfulClasses_breakNoRule(String rule) {
    EvaluationResult result = PLANTED_RULES.get(rule).evaluate(PLANTED);
    String report = String.join("\n", result.getFailureReport().getDetails());
    assertFalse(report.contains("planted.app."), report);
  }

  @Test
  void tables_nameOnlyKnownRooms() {
    Set<String> rooms = Rooms.USES.keySet();
    Rooms.USES.forEach((room, used) -> assertTrue(rooms.containsAll(used), room + ": " + used));
    Rooms.LIBRARIES.forEach((library, users) -> assertTrue(rooms.containsAll(users), library));
  }

  @Test
  void rooms_useOnlyRoomsFurtherDown() {
    List<String> floors = List.copyOf(Rooms.USES.keySet());
    Rooms.USES.forEach(
        (room, used) ->
            used.forEach(
                lower ->
                    assertTrue(floors.indexOf(room) < floors.indexOf(lower), room + ": " + lower)));
  }

  @Test
  void everyRule_hasPlantedOffence() {
    assertEquals(RULES.keySet(), OFFENCES.keySet());
  }
}
