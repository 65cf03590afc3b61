/**
 * Hooks of coding agents to drafts: what an agent tells while it works, one JSON object an event.
 * How they arrive does not belong here.
 */
@NullMarked
package dev.spoor.codec.hook;

import org.jspecify.annotations.NullMarked;
