package dev.spoor.codec.claude;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.SpanField;
import org.junit.jupiter.api.Test;

final class StoredStepsTest {
  private static final String FILLING = "{\"type\":\"mode\",\"x\":\"" + "x".repeat(1 << 20) + "\"}";

  private static Script afterOneCall(int megabytes) {
    Script script = new Script().user("hello");
    script.reply("m1", Script.text("Looking."), null);
    script.changes();
    for (int i = 0; i < megabytes; i++) {
      script.raw(FILLING);
    }
    return script;
  }

  @Test
  void lineOfACall_soonAfterIt_isAdded() {
    Script script = afterOneCall(8).reply("m1", Script.text("Found it."), "end_turn");

    assertTrue(
        script.changes().spans().stream()
            .anyMatch(
                span -> String.valueOf(span.fields().get(SpanField.OUTPUT)).contains("Looking.")));
    assertTrue(script.oddities.counts().isEmpty());
  }

  /** It could only replace what is stored by less. */
  @Test
  void lineOfACall_longAfterIt_isCountedAndChangesNothingOfIt() {
    Script script = afterOneCall(17).reply("m1", Script.text("Found it."), "end_turn");

    assertTrue(
        script.changes().spans().stream()
            .noneMatch(
                span -> String.valueOf(span.fields().get(SpanField.NAME)).startsWith("claude")));
    assertEquals(1, script.oddities.counts().get("line of a call that was over long before"));
  }

  @Test
  void toolThatAnswersLongAfterItsCall_isWhole() {
    Script script = new Script().user("hello").use("m1", "t1", "Bash", "{\"command\":\"ls\"}");
    script.changes();
    for (int i = 0; i < 17; i++) {
      script.raw(FILLING);
    }
    script.result("t1", "a.txt");

    assertTrue(
        script.changes().spans().stream()
            .anyMatch(
                span ->
                    String.valueOf(span.fields().get(SpanField.INPUT)).contains("ls")
                        && String.valueOf(span.fields().get(SpanField.OUTPUT)).contains("a.txt")));
  }
}
