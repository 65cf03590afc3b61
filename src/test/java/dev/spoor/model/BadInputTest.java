package dev.spoor.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class BadInputTest {
  @Test
  void message_namesFieldRuleShapeAndExample() {
    assertEquals(
        "kind must be a known word; got a string of 4 characters. Example: \"kind\": \"tool\"",
        BadInput.of("kind", "must be a known word")
            .got(Shape.of("tuul"))
            .example("\"kind\": \"tool\"")
            .getMessage());
    assertEquals("name is required.", BadInput.of("name", "is required").getMessage());
    assertEquals(
        "name is required; got null.",
        BadInput.of("name", "is required").got(Shape.of(null)).getMessage());
  }

  @Test
  void inside_prefixesThePathAndKeepsTheRest() {
    BadInput mistake =
        BadInput.of("kind", "must be a known word").got("null").example("x").inside("spans[3]");

    assertEquals("spans[3].kind", mistake.field());
    assertEquals("must be a known word", mistake.rule());
    assertEquals("spans[3].kind must be a known word; got null. Example: x", mistake.getMessage());
  }

  @Test
  void mistake_carriesNoStackTrace() {
    assertEquals(0, BadInput.of("a", "b").getStackTrace().length);
  }

  @Test
  void shape_neverRepeatsTheValue() {
    assertEquals("null", Shape.of(null));
    assertEquals("an empty string", Shape.of(""));
    assertEquals("a string of 6 characters", Shape.of("secret"));
  }
}
