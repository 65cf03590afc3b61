package dev.spoor.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RedactionRuleTest {
  private static final List<RedactionRule> RULES = Redactor.rulesOf(RedactionMode.STRICT);
  private static final Redactor STRICT = new Redactor(RedactionMode.STRICT);

  static Stream<RedactionRule> rules() {
    return RULES.stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void example_thatHits_isReplacedOnceUnderTheRulesName(RedactionRule rule) {
    Redacted<String> redacted = STRICT.text(rule.hit());

    assertEquals(Map.of(rule.id(), 1), redacted.byRule(), redacted.value());
    assertTrue(redacted.value().contains("[redacted:" + rule.id() + "]"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void example_thatHits_leavesNothingOfTheSecret(RedactionRule rule) {
    KeywordGate gate = new KeywordGate(RULES);
    Find find = Scan.of(rule.hit(), gate, RULES).get(0);
    String secret = rule.hit().substring(find.start(), find.end());

    assertFalse(STRICT.text(rule.hit()).value().contains(secret));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void example_thatMisses_stays(RedactionRule rule) {
    assertEquals(rule.miss(), STRICT.text(rule.miss()).value());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void example_redactedTwice_isAsRedactedOnce(RedactionRule rule) {
    String once = STRICT.text(rule.hit()).value();

    assertEquals(Redacted.unchanged(once), STRICT.text(once));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void example_behindALineEndWrittenAsInJson_isFound(RedactionRule rule) {
    String escaped = rule.hit().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");

    Redacted<String> redacted = STRICT.text("{\"out\":\"line\\n" + escaped + "\\nline\"}");

    assertEquals(Map.of(rule.id(), 1), redacted.byRule(), redacted.value());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void id_isLowerCaseWithHyphens(RedactionRule rule) {
    assertTrue(rule.id().chars().allMatch(c -> Ascii.isLower((char) c) || c == '-'), rule.id());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void keyword_standsInTheExample(RedactionRule rule) {
    String example = rule.hit().toLowerCase(Locale.ROOT);

    assertTrue(
        rule.keywords().stream().anyMatch(word -> example.contains(word.toLowerCase(Locale.ROOT))));
  }

  @Test
  void rules_neverBacktrack() {
    ArchRuleDefinition.noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.regex")
        .because("time must be linear in the size of what somebody else wrote")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.spoor.redact"));
  }

  @Test
  void mode_isReadFromItsWord() {
    assertEquals(Optional.of(RedactionMode.STRICT), RedactionMode.parse("strict"));
    assertEquals(Optional.empty(), RedactionMode.parse("STRICT"));
    assertEquals(List.of(), Redactor.rulesOf(RedactionMode.OFF));
  }
}
