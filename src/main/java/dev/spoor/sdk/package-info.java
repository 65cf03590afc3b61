/**
 * What a Java program uses to send its runs: OTLP/HTTP in JSON, from a thread in the background.
 * Uses the JDK alone, since it runs in other people's programs and is a jar of its own; nothing of
 * the server belongs here.
 */
@NullMarked
package dev.spoor.sdk;

import org.jspecify.annotations.NullMarked;
