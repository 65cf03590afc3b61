package dev.spoor.evals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.Json;
import dev.spoor.json.JsonReadException;
import dev.spoor.model.BadInput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChecksTest {
  private static List<Check> parse(String json) {
    try {
      return Checks.parse(Json.read(json), "checks");
    } catch (JsonReadException e) {
      throw new AssertionError(json, e);
    }
  }

  private static BadInput mistake(String json) {
    return assertThrows(BadInput.class, () -> parse(json), json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'contains','value':'x'}",
        "{'type':'not-contains','value':'x','on':'any'}",
        "{'type':'icontains','value':'x','on':'input'}",
        "{'type':'not-icontains','value':'x','on':'tool-args'}",
        "{'type':'regex','value':'a+','on':'tool-results'}",
        "{'type':'not-regex','value':'a+','on':'output'}",
        "{'type':'cost','threshold':0.05}",
        "{'type':'cost','value':{'max':0.05}}",
        "{'type':'latency','threshold':0}",
        "{'type':'tokens-used','value':{'min':1,'max':400000}}",
        "{'type':'trajectory:tool-used','value':'Bash'}",
        "{'type':'trajectory:tool-used','value':['Bash','Read']}",
        "{'type':'trajectory:tool-used','value':{'name':'Bash','min':1}}",
        "{'type':'trajectory:tool-used','value':{'pattern':'mcp__*','max':3}}",
        "{'type':'trajectory:tool-used','value':{'pattern':'mcp__*','min':0,'max':3}}",
        "{'type':'not-trajectory:tool-used','value':{'pattern':'Web*'}}",
        "{'type':'trajectory:loop-free'}",
        "{'type':'trajectory:loop-free','value':null,'on':null,'metric':null,'weight':null}",
        "{'type':'contains','value':'x','metric':'says x','weight':0}",
      })
  void parse_takesEveryCheckOfTheContract(String check) {
    assertEquals(1, parse("[" + check.replace('\'', '"') + "]").size());
  }

  @Test
  void parse_keepsPlaceMetricAndWeight() {
    List<Check> checks =
        parse(
            "[{\"type\":\"trajectory:loop-free\"},"
                + "{\"type\":\"contains\",\"value\":\"x\",\"metric\":\"m\",\"weight\":0}]");

    assertEquals("checks[0]", checks.get(0).test());
    assertEquals("trajectory:loop-free", checks.get(0).metric());
    assertTrue(checks.get(0).gates());
    assertEquals("checks[1]", checks.get(1).test());
    assertEquals("m", checks.get(1).metric());
    assertFalse(checks.get(1).gates());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | checks",
        "\"contains\" | checks",
        "[] | checks",
        "[1] | checks[0]",
        "[{}] | checks[0].type",
        "[{\"type\":null}] | checks[0].type",
        "[{\"type\":1}] | checks[0].type",
        "[{\"type\":\"contains\"}] | checks[0].value",
        "[{\"type\":\"contains\",\"value\":\"\"}] | checks[0].value",
        "[{\"type\":\"contains\",\"value\":[\"a\"]}] | checks[0].value",
        "[{\"type\":\"contains\",\"value\":\"a\",\"on\":\"outputs\"}] | checks[0].on",
        "[{\"type\":\"contains\",\"value\":\"a\",\"on\":1}] | checks[0].on",
        "[{\"type\":\"contains\",\"value\":\"a\",\"threshold\":1}] | checks[0].threshold",
        "[{\"type\":\"contains\",\"value\":\"a\",\"metric\":\" \"}] | checks[0].metric",
        "[{\"type\":\"contains\",\"value\":\"a\",\"weight\":-1}] | checks[0].weight",
        "[{\"type\":\"cost\"}] | checks[0].threshold",
        "[{\"type\":\"cost\",\"threshold\":\"0.05\"}] | checks[0].threshold",
        "[{\"type\":\"cost\",\"threshold\":-1}] | checks[0].threshold",
        "[{\"type\":\"cost\",\"threshold\":1E1000000000}] | checks[0].threshold",
        "[{\"type\":\"cost\",\"threshold\":1E-1000000000}] | checks[0].threshold",
        "[{\"type\":\"cost\",\"threshold\":1,\"value\":{\"max\":1}}] | checks[0].threshold",
        "[{\"type\":\"cost\",\"threshold\":1,\"on\":\"any\"}] | checks[0].on",
        "[{\"type\":\"latency\",\"value\":5}] | checks[0].value",
        "[{\"type\":\"latency\",\"value\":{}}] | checks[0].value.max",
        "[{\"type\":\"latency\",\"value\":{\"min\":2,\"max\":1}}] | checks[0].value.min",
        "[{\"type\":\"trajectory:loop-free\",\"value\":{\"identical\":3}}] | checks[0].value",
        "[{\"type\":\"trajectory:tool-used\"}] | checks[0].value",
        "[{\"type\":\"trajectory:tool-used\",\"value\":[]}] | checks[0].value",
        "[{\"type\":\"trajectory:tool-used\",\"value\":[1]}] | checks[0].value",
        "[{\"type\":\"trajectory:tool-used\",\"value\":\"\"}] | checks[0].value",
        "[{\"type\":\"trajectory:tool-used\",\"value\":{\"min\":1}}] | checks[0].value.pattern",
        "[{\"type\":\"trajectory:tool-used\",\"value\":{\"name\":\"a\",\"pattern\":\"b\"}}]"
            + " | checks[0].value.pattern",
        "[{\"type\":\"trajectory:tool-used\",\"value\":{\"name\":\"a\",\"min\":0}}]"
            + " | checks[0].value.min",
        "[{\"type\":\"trajectory:tool-used\",\"value\":{\"name\":\"a\",\"min\":3,\"max\":2}}]"
            + " | checks[0].value.min",
        "[{\"type\":\"not-trajectory:tool-used\",\"value\":{\"name\":\"a\",\"max\":2}}]"
            + " | checks[0].value.max",
      })
  void parse_namesTheFieldThatIsWrong(String json, String field) {
    assertEquals(field, mistake(json).field());
  }

  @ParameterizedTest
  @CsvSource({
    "contain, contains",
    "Contains, contains",
    "not_contains, not-contains",
    "not-cost, cost",
    "tool-used, trajectory:tool-used",
    "loop-free, trajectory:loop-free",
    "not-trajectory:loop-free, trajectory:loop-free",
    "token-used, tokens-used",
    "regexp, regex"
  })
  void parse_ofAnUnknownType_namesTheNearest(String type, String nearest) {
    BadInput mistake = mistake("[{\"type\":\"" + type + "\"}]");

    assertEquals("checks[0].type", mistake.field());
    assertTrue(mistake.rule().endsWith("; the nearest is " + nearest), mistake.rule());
  }

  @Test
  void parse_ofAnUnknownKey_namesTheNearest() {
    BadInput outer = mistake("[{\"type\":\"cost\",\"treshold\":1}]");
    BadInput inner =
        mistake("[{\"type\":\"trajectory:tool-used\",\"value\":{\"name\":\"a\",\"maximum\":1}}]");

    assertEquals("checks[0].treshold", outer.field());
    assertTrue(outer.rule().endsWith(" is threshold"), outer.rule());
    assertEquals("checks[0].value.maximum", inner.field());
    assertTrue(inner.rule().endsWith(" is max"), inner.rule());
  }

  @Test
  void parse_ofMaxZero_saysHowToForbid() {
    BadInput mistake =
        mistake("[{\"type\":\"trajectory:tool-used\",\"value\":{\"name\":\"Bash\",\"max\":0}}]");

    assertEquals("checks[0].value.max", mistake.field());
    assertTrue(mistake.getMessage().contains("not-trajectory:tool-used"), mistake.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "(",
        "a{2000}",
        "(?=a)",
        "(?<!a)b",
        "(a)\\1",
        "*",
        "((x{1000}){1000}){1000}",
        "(.{1000}){500}",
        "(?:a{1,1000}){1,1000}",
        "(a{10}){10}{10}",
        "x{1000}x{1000}x{1000}x{1000}x{1000}x{1000}x{1000}x{1000}x{1000}x{1000}x{1000}",
        "(a{9}){9}(b{9}){9}(c{9}){9}(d{9}){9}(e{9}){9}",
      })
  void parse_ofABadRegex_namesTheValue(String regex) {
    String json = "[{\"type\":\"regex\",\"value\":" + Json.of(regex).write() + "}]";
    BadInput mistake = mistake(json);

    assertEquals("checks[0].value", mistake.field());
    assertTrue(mistake.getMessage().contains("a string of"), mistake.getMessage());
  }

  @Test
  void parse_ofAHugeRegex_isRefusedBeforeItIsCompiled() {
    String nested = "(".repeat(100_000) + ")".repeat(100_000);

    assertEquals(
        "checks[0].value", mistake("[{\"type\":\"regex\",\"value\":\"" + nested + "\"}]").field());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?i)error",
        "\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b",
        "(\\d{1,3}\\.){3}\\d{1,3}",
        "^(?:feat|fix)(\\(.+\\))?: .{1,72}$",
        "sk-[A-Za-z0-9]{20,}"
      })
  void parse_takesOrdinaryRegexes(String regex) {
    assertEquals(
        1, parse("[{\"type\":\"regex\",\"value\":" + Json.of(regex).write() + "}]").size());
  }

  @Test
  void parse_ofTooManyChecks_saysTheLimit() {
    String check = "{\"type\":\"trajectory:loop-free\"}";

    assertEquals(1_000, parse("[" + check + ("," + check).repeat(999) + "]").size());
    assertEquals("checks", mistake("[" + check + ("," + check).repeat(1_000) + "]").field());
  }
}
