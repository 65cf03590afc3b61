/**
 * Door out: what is recorded, by whichever process, is passed on here to another receiver of OTLP,
 * with the store as its buffer. How a run is written belongs to {@code codec}.
 */
@NullMarked
package dev.spoor.forward;

import org.jspecify.annotations.NullMarked;
