package dev.spoor.codec;

import dev.spoor.model.BadInput;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One argument as it was sent: absent, cleared by an explicit null, or a value.
 *
 * @param parent where the object it stands in is, for example {@code spans[3]}; empty for the
 *     message itself
 * @param name its name, for example {@code kind}
 * @param right a correct value as JSON, for example {@code "llm"}
 * @param cleared whether null was sent
 * @param value null when absent or cleared
 */
public record Argument<T>(
    String parent, String name, String right, boolean cleared, @Nullable T value) {

  /** Where it stands in the message, for example {@code spans[3].kind}. */
  public String path() {
    return parent.isEmpty() ? name : parent + "." + name;
  }

  /** How it would be right, for example {@code "kind": "llm"}. */
  public String example() {
    return "\"" + name + "\": " + right;
  }

  /** Whether nothing was said, not even null. */
  public boolean absent() {
    return value == null && !cleared;
  }

  /** The value, or the other one when there is none. */
  public T or(T other) {
    return value == null ? other : value;
  }

  /** The value; none is the caller's mistake. */
  public T required() {
    if (value == null) {
      BadInput missing = BadInput.of(path(), "is required").example(example());
      throw cleared ? missing.got("null") : missing;
    }
    return value;
  }

  /** The same argument with its value, if there is one, as something else. */
  public <U> Argument<U> map(Function<? super T, ? extends @Nullable U> change) {
    return new Argument<>(parent, name, right, cleared, value == null ? null : change.apply(value));
  }

  /** Says it of a run or span: a value sets the field, null clears it. */
  public void into(Fields.Builder fields, Field<T> field) {
    if (cleared) {
      fields.clear(field);
    } else {
      fields.set(field, value);
    }
  }

  /** Says it of something that always has this field, so that null says nothing. */
  public void intoAlways(Fields.Builder fields, Field<T> field) {
    fields.set(field, value);
  }

  /** The mistake of breaking a rule with the value sent. */
  public BadInput mistake(String rule, String shape) {
    return BadInput.of(path(), rule).got(shape).example(example());
  }
}
