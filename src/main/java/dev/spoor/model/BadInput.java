package dev.spoor.model;

import org.jspecify.annotations.Nullable;

/**
 * The caller's mistake, in words the caller can act on: which field, which rule, the shape of what
 * came, and a correct example. Doors turn it into a tool result, a problem document or an exit
 * code; it is never shown as a stack trace.
 */
public final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String rule;
  private final @Nullable String got;
  private final @Nullable String example;

  private BadInput(String field, String rule, @Nullable String got, @Nullable String example) {
    super(null, null, false, false);
    this.field = field;
    this.rule = rule;
    this.got = got;
    this.example = example;
  }

  /**
   * A mistake in one field.
   *
   * @param field the field's path as the caller wrote it, for example {@code spans[3].kind}
   * @param rule what must hold, beginning with a verb: {@code must be ...}, {@code is required}
   */
  public static BadInput of(String field, String rule) {
    return new BadInput(field, rule, null, null);
  }

  /** The same mistake with the shape of the value that came, never the value itself. */
  public BadInput got(String shape) {
    return new BadInput(field, rule, shape, example);
  }

  /** The same mistake with something that would have been right. */
  public BadInput example(String correct) {
    return new BadInput(field, rule, got, correct);
  }

  /**
   * The same mistake seen from outside: {@code kind} inside {@code spans[3]} is {@code
   * spans[3].kind}.
   */
  public BadInput inside(String parent) {
    return new BadInput(parent + "." + field, rule, got, example);
  }

  /** Field, rule, shape and example in one sentence. */
  @Override
  public String getMessage() {
    return text(field, rule, got, example);
  }

  /** The path of the field that is wrong. */
  public String field() {
    return field;
  }

  /** What must hold. */
  public String rule() {
    return rule;
  }

  /** The shape of what came; null when nothing did, or it does not matter. */
  public @Nullable String shape() {
    return got;
  }

  /** Something that would have been right; null when nothing can be shown. */
  public @Nullable String correct() {
    return example;
  }

  private static String text(
      String field, String rule, @Nullable String got, @Nullable String example) {
    return field
        + " "
        + rule
        + (got == null ? "" : "; got " + got)
        + (example == null ? "." : ". Example: " + example);
  }
}
