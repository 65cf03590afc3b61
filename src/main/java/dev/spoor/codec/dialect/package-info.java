/**
 * What OTLP spans and log records mean to us, one class a dialect: which attribute becomes which of
 * our fields, and how each dialect counts tokens. Pure functions; reading OTLP's bytes belongs to
 * {@code codec.otlp}.
 *
 * <p>Every attribute stays in the span's attributes as it was sent, but for those whose whole value
 * became input, output or another document. Where several dialects speak of one span, the first in
 * the order of {@link dev.spoor.codec.dialect.OtlpMapping} that has a word for a field says it.
 */
@NullMarked
package dev.spoor.codec.dialect;

import org.jspecify.annotations.NullMarked;
