package dev.spoor.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.SpanError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallFingerprintTest {
  private static long json(String json) {
    return CallFingerprint.arguments("Bash", Payload.json(new JsonText(json)));
  }

  private static long text(String text) {
    return CallFingerprint.arguments("Bash", Payload.text(text));
  }

  private static long result(String text) {
    return CallFingerprint.result(Payload.text(text), null);
  }

  @Test
  void arguments_orderOfKeysDoesNotMatter_atAnyDepth() {
    assertEquals(
        json("{\"a\":1,\"b\":{\"c\":[{\"x\":1,\"y\":2}],\"d\":null}}"),
        json("{\"b\":{\"d\":null,\"c\":[{\"y\":2,\"x\":1}]},\"a\":1}"));
    assertNotEquals(json("[1,2]"), json("[2,1]"));
  }

  @ParameterizedTest
  @CsvSource({"1.0,1", "1e3,1000", "0.10,1E-1", "-0,0", "0e999,0", "100,1E2", "1.50e+1,15"})
  void arguments_numbersCountByTheirValue(String one, String other) {
    assertEquals(json("[" + one + "]"), json("[" + other + "]"));
  }

  @ParameterizedTest
  @CsvSource({"1,2", "1,-1", "10,1", "0.1,0.01", "1e400,1e401", "1,'\"1\"'"})
  void arguments_otherNumbers_areOthers(String one, String other) {
    assertNotEquals(json("[" + one + "]"), json("[" + other + "]"));
  }

  @Test
  void arguments_numbersBeyondAllReason_areTaken() {
    assertEquals(json("[1e99999999999]"), json("[1e99999999999]"));
    assertNotEquals(json("[1e99999999999]"), json("[1e99999999998]"));
    assertEquals(json("[1" + "0".repeat(90_000) + "]"), json("[1e90000]"));
  }

  @Test
  void arguments_stringsAreExact() {
    assertNotEquals(json("{\"command\":\":\"}"), json("{\"command\":\": \"}"));
    assertNotEquals(text("ls"), text("ls "));
  }

  @Test
  void arguments_textThatIsAnObject_isTheObject() {
    assertEquals(json("{\"a\":1,\"b\":2}"), text(" {\"b\": 2, \"a\": 1.0} "));
    assertNotEquals(text("{not json"), text("{not  json"));
  }

  @Test
  void arguments_otherToolOrNoInput_areOthers() {
    assertNotEquals(
        CallFingerprint.arguments("Bash", null), CallFingerprint.arguments("Read", null));
    assertNotEquals(CallFingerprint.arguments("Bash", null), json("{}"));
  }

  @Test
  void arguments_deeperThanJsonMayBe_areTakenAsText() {
    String deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);

    assertEquals(text(deep), text(deep));
  }

  @Test
  void result_isNeverZero() {
    assertNotEquals(0, CallFingerprint.result(null, null));
    assertNotEquals(0, result(""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "at 2026-07-28T12:00:00.123Z ok | at 2026-07-29T01:02:03Z ok",
        "at 2026-07-28 12:00:00,123 ok | at 2026-07-28 12:00:01,5 ok",
        "[12:00:01] ok | [12:59:59.1] ok",
        "took 12 ms | took 1234.5 ms",
        "passed in 0.03s | passed in 12.5s",
        "real 0m0.012s | real 3m10.5s",
        "id 550e8400-e29b-41d4-a716-446655440000 | id 0a1b2c3d-0000-4000-8000-0123456789ab",
        "<Foo at 0x7f1c2a3b4c5d> | <Foo at 0x7fffffff0000>",
        "pid 123 exited | pid 45678 exited",
        "PID: 123 | PID: 9",
        "wrote /tmp/tmpab12cd34/out | wrote /tmp/tmpzz99yy88/out",
        "now 1753700000000 | now 1753700000999"
      })
  void result_withoutWhatChangesByItself_isTheSame(String one, String other) {
    assertEquals(result(one), result(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3 passed | 4 passed",
        "line 12: error | line 13: error",
        "version 1.2.3 | version 1.2.4",
        "/tmp/build.log | /tmp/test.log",
        "0x10 | 0x20",
        "00:11:22:33:44:55 | 00:11:22:33:44:56",
        "42% | 43%",
        "commit 0a1b2c3 | commit 1a1b2c3",
        "100 MB | 200 MB",
        "rapid 5 | rapid 6"
      })
  void result_ofAnotherState_isAnother(String one, String other) {
    assertNotEquals(result(one), result(other));
  }

  @Test
  void result_ofLongText_isAlsoWithoutWhatChanges() {
    String line = "nothing new here\n".repeat(20_000);

    assertEquals(result(line + "12:00:01"), result(line + "12:00:02"));
  }

  @Test
  void result_ofAnError_isItsText() {
    Payload output = Payload.text("out");

    assertNotEquals(
        CallFingerprint.result(output, new SpanError(null, "a", null)),
        CallFingerprint.result(output, new SpanError(null, "b", null)));
    assertNotEquals(
        CallFingerprint.result(output, null),
        CallFingerprint.result(output, new SpanError(null, "out", null)));
  }

  @Test
  void result_ofAnErrorWithoutText_isTheOutput() {
    SpanError silent = new SpanError(null, null, null);

    assertNotEquals(
        CallFingerprint.result(Payload.text("a"), silent),
        CallFingerprint.result(Payload.text("b"), silent));
  }
}
