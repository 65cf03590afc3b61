package dev.spoor.codec.otlp;

import dev.spoor.json.JsonObject;

/**
 * Who sent spans or log records.
 *
 * @param resource attributes of the program
 * @param scopeName the instrumentation's name; empty when it has none
 * @param scopeVersion its version; empty when it has none
 * @param scope attributes of the instrumentation
 */
public record OtlpOrigin(
    JsonObject resource, String scopeName, String scopeVersion, JsonObject scope) {}
