/**
 * The storage contract: what an engine promises to its writers and readers, each sentence held by a
 * test of the contract kit. Engines live in rooms below this one; rules about what to write do not
 * belong here.
 */
@NullMarked
package dev.spoor.store;

import org.jspecify.annotations.NullMarked;
