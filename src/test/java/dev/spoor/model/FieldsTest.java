package dev.spoor.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FieldsTest {
  private static final Fields NAMED = Fields.NONE.with(SpanField.NAME, "Bash");

  @Test
  void absent_isNeitherMentionedNorCleared() {
    assertNull(Fields.NONE.get(SpanField.ATTEMPT));
    assertFalse(Fields.NONE.mentions(SpanField.ATTEMPT));
    assertFalse(Fields.NONE.clears(SpanField.ATTEMPT));
    assertFalse(Fields.NONE.has(SpanField.ATTEMPT));
    assertEquals(7L, Fields.NONE.get(SpanField.ATTEMPT, 7L));
  }

  @Test
  void cleared_isMentionedAndHasNoValue() {
    Fields cleared = Fields.builder().clear(SpanField.NAME).build();

    assertNull(cleared.get(SpanField.NAME));
    assertTrue(cleared.mentions(SpanField.NAME));
    assertTrue(cleared.clears(SpanField.NAME));
    assertFalse(cleared.has(SpanField.NAME));
    assertEquals("other", cleared.get(SpanField.NAME, "other"));
  }

  @Test
  void over_absentStaysClearedGoesValueReplaces() {
    Fields earlier =
        Fields.builder()
            .set(SpanField.NAME, "Bash")
            .set(SpanField.MODEL, "old")
            .set(SpanField.TOOL_NAME, "Bash")
            .build();
    Fields later = Fields.builder().clear(SpanField.TOOL_NAME).set(SpanField.MODEL, "new").build();

    assertEquals(NAMED.with(SpanField.MODEL, "new"), later.over(earlier));
    assertEquals(earlier, Fields.NONE.over(earlier));
    assertEquals(NAMED, NAMED.over(Fields.NONE));
  }

  @Test
  void mapEach_changesEveryValueAndKeepsCleared() {
    Fields fields =
        Fields.builder()
            .set(SpanField.NAME, "Bash")
            .set(SpanField.ATTEMPT, 2L)
            .clear(SpanField.TOOL_NAME)
            .build();

    Fields changed = fields.mapEach(value -> value instanceof String text ? text + "!" : value);

    assertEquals(fields.with(SpanField.NAME, "Bash!"), changed);
    assertTrue(changed.clears(SpanField.TOOL_NAME));
    assertEquals("Bash", fields.get(SpanField.NAME));
  }

  @Test
  void mapEach_nothingChanged_isTheVerySame() {
    assertSame(NAMED, NAMED.mapEach(value -> value));
  }

  @Test
  void over_ofClearedOverNothing_leavesNothingBehind() {
    Fields cleared = Fields.builder().clear(SpanField.NAME).build();

    assertEquals(Fields.NONE, cleared.over(Fields.NONE));
    assertFalse(cleared.over(NAMED).mentions(SpanField.NAME));
  }

  @Test
  void equality_isByWhatIsSaid() {
    Fields same = Fields.builder().set(SpanField.NAME, "Bash").build();

    assertEquals(NAMED, same);
    assertEquals(NAMED.hashCode(), same.hashCode());
    assertEquals(Fields.NONE, Fields.builder().build());
    assertEquals(Fields.NONE.hashCode(), Fields.builder().build().hashCode());
    assertEquals(Fields.NONE, NAMED.without(SpanField.NAME));
    assertNotEquals(Fields.NONE, Fields.builder().clear(SpanField.NAME).build());
    assertNotEquals(NAMED, NAMED.with(SpanField.NAME, "Read"));
    assertNotEquals(NAMED, "Bash");
  }

  @Test
  void with_leavesTheOriginalAlone() {
    NAMED.with(SpanField.NAME, "Read");
    Fields.Builder builder = NAMED.toBuilder();
    Fields built = builder.build();
    builder.set(SpanField.NAME, "Read");

    assertEquals("Bash", NAMED.get(SpanField.NAME));
    assertEquals("Bash", built.get(SpanField.NAME));
  }

  @Test
  void map_changesAValueAndNothingElse() {
    Fields cleared = Fields.builder().clear(SpanField.NAME).build();

    assertEquals(
        "BASH", NAMED.map(SpanField.NAME, n -> n.toUpperCase(Locale.ROOT)).get(SpanField.NAME));
    assertEquals(Fields.NONE, Fields.NONE.map(SpanField.NAME, n -> "x"));
    assertEquals(cleared, cleared.map(SpanField.NAME, n -> "x"));
  }

  @Test
  void set_nullLeavesWhatWasThere() {
    assertEquals(NAMED, NAMED.toBuilder().set(SpanField.NAME, null).build());
  }

  @Test
  void indexes_areUniqueAndInOrder() {
    assertEquals(
        IntStream.range(0, SpanField.ALL.size()).boxed().toList(),
        SpanField.ALL.stream().map(Field::index).toList());
    List<Field<?>> runFields =
        Stream.concat(RunField.ALL.stream(), Stream.of(RunField.ABANDONED_AT, RunField.HEARD_AT))
            .toList();
    assertEquals(
        IntStream.range(0, runFields.size()).boxed().toList(),
        runFields.stream().map(Field::index).toList());
  }

  @Test
  void all_listsEveryConstant() {
    assertEquals(
        Arrays.stream(SpanField.class.getDeclaredFields())
            .filter(field -> field.getType() == Field.class)
            .count(),
        SpanField.ALL.size());
  }
}
