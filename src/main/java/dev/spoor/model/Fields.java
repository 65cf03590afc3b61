package dev.spoor.model;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is said about one run or span, immutable. A field is absent (nothing was said), cleared
 * (null was sent) or has a value; later words are laid {@linkplain #over over} earlier ones, so
 * absent stays and cleared removes.
 */
public final class Fields {
  /** Nothing said. */
  public static final Fields NONE = new Fields(new Object[0]);

  private final @Nullable Object[] values;

  private Fields(@Nullable Object[] values) {
    this.values = values;
  }

  /** An empty builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** The value; null when absent or cleared. */
  public <T> @Nullable T get(Field<T> field) {
    Object value = at(field);
    return value == Cleared.CLEARED ? null : field.type().cast(value);
  }

  /** The value, or the other one when absent or cleared. */
  public <T> T get(Field<T> field, T other) {
    T value = get(field);
    return value == null ? other : value;
  }

  /** Whether a value or null was sent. */
  public boolean mentions(Field<?> field) {
    return at(field) != null;
  }

  /** Whether null was sent. */
  public boolean clears(Field<?> field) {
    return at(field) == Cleared.CLEARED;
  }

  /** Whether there is a value. */
  public boolean has(Field<?> field) {
    return mentions(field) && !clears(field);
  }

  /** These words laid over earlier ones: what is absent here stays, what is cleared here goes. */
  public Fields over(Fields earlier) {
    if (values.length == 0) {
      return earlier;
    }
    @Nullable Object[] merged =
        Arrays.copyOf(earlier.values, Math.max(values.length, earlier.values.length));
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        merged[i] = values[i] == Cleared.CLEARED ? null : values[i];
      }
    }
    return new Fields(merged);
  }

  /** The same words with one field set. */
  public <T> Fields with(Field<T> field, T value) {
    return toBuilder().set(field, value).build();
  }

  /** The same words with nothing said about one field. */
  public Fields without(Field<?> field) {
    return toBuilder().forget(field).build();
  }

  /** The same words with one field's value, if there is one, changed. */
  public <T> Fields map(Field<T> field, UnaryOperator<T> change) {
    T value = get(field);
    return value == null ? this : with(field, change.apply(value));
  }

  /**
   * The same words with every value changed, whatever its field; what was cleared stays cleared.
   * These very words when nothing changed.
   *
   * @param change gives each value its successor of the same type
   */
  public Fields mapEach(UnaryOperator<Object> change) {
    @Nullable Object[] changed = null;
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null && value != Cleared.CLEARED) {
        Object successor = change.apply(value);
        if (successor != value) {
          changed = changed == null ? values.clone() : changed;
          changed[i] = successor;
        }
      }
    }
    return changed == null ? this : new Fields(changed);
  }

  /** A builder that begins with these words. */
  public Builder toBuilder() {
    return new Builder(values);
  }

  private @Nullable Object at(Field<?> field) {
    return field.index() < values.length ? values[field.index()] : null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fields fields && Arrays.equals(trimmed(), fields.trimmed());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(trimmed());
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }

  private @Nullable Object[] trimmed() {
    int length = values.length;
    while (length > 0 && values[length - 1] == null) {
      length--;
    }
    return Arrays.copyOf(values, length);
  }

  private enum Cleared {
    CLEARED
  }

  /** Collects words; not thread-safe. */
  public static final class Builder {
    private @Nullable Object[] values;

    private Builder() {
      this(new Object[SpanField.ALL.size()]);
    }

    private Builder(@Nullable Object[] values) {
      this.values = Arrays.copyOf(values, Math.max(values.length, SpanField.ALL.size()));
    }

    /** Sets a field; null leaves it absent. */
    public <T> Builder set(Field<T> field, @Nullable T value) {
      if (value != null) {
        values[field.index()] = value;
      }
      return this;
    }

    /** The value set so far; null when absent or cleared. */
    public <T> @Nullable T get(Field<T> field) {
      Object value = values[field.index()];
      return value == Cleared.CLEARED ? null : field.type().cast(value);
    }

    /** Says null. */
    public Builder clear(Field<?> field) {
      values[field.index()] = Cleared.CLEARED;
      return this;
    }

    /** Says nothing. */
    public Builder forget(Field<?> field) {
      values[field.index()] = null;
      return this;
    }

    /** The words collected so far. */
    public Fields build() {
      return new Fields(values.clone());
    }
  }
}
