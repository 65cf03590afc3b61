package dev.spoor.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class JsonRedactionTest {
  private static final Redactor ON = new Redactor(RedactionMode.ON);
  private static final Redactor STRICT = new Redactor(RedactionMode.STRICT);
  private static final List<String> PIECES =
      List.of(
          "\n",
          "\\",
          "\"",
          "\\n",
          "'",
          " ",
          "=",
          ":",
          "password",
          "\"token\": ",
          "r",
          "\u001b[1m",
          "://a:",
          "@",
          ",",
          "1",
          "\u00e9",
          "\ud83d\ude00",
          "\ud800",
          "[redacted:jwt]",
          "-",
          ".",
          "/");
  private static final String GITHUB = "gh" + "p_" + Example.base62(36);

  @Test
  void key_ofAMember_isReplaced() {
    assertEquals("{\"[redacted:github-token]\":1}", redacted(ON, "{\"" + GITHUB + "\":1}"));
  }

  @Test
  void password_withEscapes_isReplacedWhole() {
    assertEquals(
        "{\"password\":\"[redacted:generic-password]\",\"b\":2}",
        redacted(ON, "{\"password\":\"a1\\\"b\\\\c\\u0001\",\"b\":2}"));
  }

  @Test
  void value_namedBesideIt_isReplaced() {
    assertEquals(
        "[{\"name\":\"API_KEY\",\"value\":\"[redacted:generic-api-key]\"}]",
        redacted(ON, "[{\"name\":\"API_KEY\",\"value\":\"" + Example.base62(32) + "\"}]"));
  }

  @Test
  void jsonInsideOfJson_isReplacedAtEveryDepth() throws JsonReadException {
    JsonValue value = JsonObject.builder().put("password", "hunter2").build();
    for (int depth = 0; depth < 4; depth++) {
      value = JsonObject.builder().put("content", value.write()).build();

      String text = redacted(ON, value.write());

      assertFalse(text.contains("hunter2"), text);
      Json.read(text);
    }
  }

  @Test
  void escapedLetter_isNotPartOfTheSecret() throws JsonReadException {
    String json = new JsonString("a\npm_" + Example.base62(36)).write();

    Json.read(redacted(ON, json));
  }

  @Test
  void number_becomesAString() {
    assertEquals(
        "{\"card\":\"[redacted:credit-card]\",\"n\":1}",
        redacted(STRICT, "{\"card\":4111" + "111111111111,\"n\":1}"));
  }

  @Test
  void structure_isNoSecret() {
    String json = "[\"the password:\",1234567,null,\"x\",\"my token=\",{\"a1b2c3d4e5f6g7h8\":1}]";

    assertSame(json, redacted(ON, json));
  }

  @Test
  void anyJson_staysWellFormedAndIsRedactedForGood() throws JsonReadException {
    Random random = new Random(7);
    List<RedactionRule> rules = Redactor.rulesOf(RedactionMode.STRICT);
    for (int round = 0; round < 3_000; round++) {
      JsonValue value = value(random, rules, 0);
      String once = redacted(STRICT, value.write());

      JsonValue read = Json.read(once);
      assertEquals(once, redacted(STRICT, once));
      assertEquals(once, redacted(STRICT, read.write()), "as our writer writes it");
    }
  }

  @Test
  void anyText_isRedactedForGood() {
    Random random = new Random(11);
    List<RedactionRule> rules = Redactor.rulesOf(RedactionMode.STRICT);
    for (int round = 0; round < 3_000; round++) {
      String once = STRICT.text(text(random, rules)).value();

      assertEquals(once, STRICT.text(once).value());
    }
  }

  private static String redacted(Redactor redactor, String json) {
    return redactor.payload(Payload.json(new JsonText(json))).value().text();
  }

  private static JsonValue value(Random random, List<RedactionRule> rules, int depth) {
    switch (random.nextInt(depth > 3 ? 2 : 5)) {
      case 0:
        return new JsonString(text(random, rules));
      case 1:
        return new JsonNumber(Long.toString(random.nextLong()));
      case 2:
        return new JsonString(value(random, rules, depth + 1).write());
      case 3:
        List<JsonValue> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          elements.add(value(random, rules, depth + 1));
        }
        return new JsonArray(elements);
      default:
        JsonObject.Builder members = JsonObject.builder();
        for (int i = random.nextInt(4); i > 0; i--) {
          members.put(text(random, rules), value(random, rules, depth + 1));
        }
        return members.build();
    }
  }

  private static String text(Random random, List<RedactionRule> rules) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      if (random.nextInt(3) == 0) {
        String hit = rules.get(random.nextInt(rules.size())).hit();
        int from = random.nextInt(4) == 0 ? random.nextInt(hit.length()) : 0;
        text.append(
            hit,
            from,
            random.nextInt(4) == 0 ? from + random.nextInt(hit.length() - from) : hit.length());
      } else {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
    }
    return text.toString();
  }
}
