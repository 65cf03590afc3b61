/**
 * A server elsewhere that this process records to: where it is, whether it is the one that is
 * meant, and what waits for it while it is away. What is sent, and what the answers mean, is the
 * business of the doors.
 */
@NullMarked
package dev.spoor.remote;

import org.jspecify.annotations.NullMarked;
