package dev.spoor.store.sqlite;

import dev.spoor.model.Payload;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.store.sqlite.PayloadRows.Side;
import org.jspecify.annotations.Nullable;

/**
 * A payload from which others of its run may be made.
 *
 * @param kind of its span
 * @param lane of its span
 */
record ReusablePayload(
    long id,
    SpanKind kind,
    @Nullable SpanId lane,
    Payload.Form form,
    PayloadEncoding encoding,
    int rawBytes,
    long crc32c) {

  /** Whether it holds the conversation so far. */
  boolean isModelInput() {
    return kind == SpanKind.LLM && Side.of(id) == Side.INPUT;
  }

  /** Whether it is likely to come back in the next model call's input. */
  boolean isAnswer() {
    return Side.of(id) == Side.OUTPUT;
  }
}
