/**
 * Rollouts of Codex to drafts: the lines of one session and of the threads of its sub-agents.
 * Finding, opening and following those files does not belong here.
 */
@NullMarked
package dev.spoor.codec.codex;

import org.jspecify.annotations.NullMarked;
