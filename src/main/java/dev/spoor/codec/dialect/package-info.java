/**
 * Which of our fields the spans and log records of OTLP become belongs here. How they are written,
 * and where they come from, does not.
 */
@NullMarked
package dev.spoor.codec.dialect;

import org.jspecify.annotations.NullMarked;
