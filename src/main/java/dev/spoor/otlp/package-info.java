/**
 * The door for OpenTelemetry: OTLP over HTTP, in protobuf and JSON. What a request means is read in
 * {@code codec}; nothing of a format belongs here.
 */
@NullMarked
package dev.spoor.otlp;

import org.jspecify.annotations.NullMarked;
