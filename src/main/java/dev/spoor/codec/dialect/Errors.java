package dev.spoor.codec.dialect;

import dev.spoor.codec.Limits;
import dev.spoor.model.SpanError;
import org.jspecify.annotations.Nullable;

/** Errors as senders tell them, their texts no longer than people read. */
final class Errors {
  private Errors() {}

  static SpanError of(@Nullable String type, @Nullable String message, @Nullable String stack) {
    return new SpanError(cut(type), cut(message), cut(stack));
  }

  private static @Nullable String cut(@Nullable String text) {
    return text == null ? null : Texts.cut(text, Limits.PROSE);
  }
}
