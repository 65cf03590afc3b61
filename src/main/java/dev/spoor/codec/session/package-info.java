/**
 * What the decoders of all coding agents' sessions have in common. What one agent writes belongs to
 * its own package.
 */
@NullMarked
package dev.spoor.codec.session;

import org.jspecify.annotations.NullMarked;
