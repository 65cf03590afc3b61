/**
 * Settings, wiring and lifecycle: the only room that names an engine, reads the environment or
 * looks at the clock. What a command prints does not belong here.
 */
@NullMarked
package dev.spoor.app;

import org.jspecify.annotations.NullMarked;
