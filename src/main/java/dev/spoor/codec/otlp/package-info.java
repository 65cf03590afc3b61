/**
 * OTLP as it arrives, whatever wrote it: spans and log records, their attributes as JSON. Which of
 * our fields they become is decided in {@code codec.dialect}; HTTP does not belong here.
 */
@NullMarked
package dev.spoor.codec.otlp;

import org.jspecify.annotations.NullMarked;
