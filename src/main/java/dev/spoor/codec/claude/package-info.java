/**
 * Transcripts of Claude Code to drafts: the lines of one session, its sub-agents' files beside it.
 * Finding, opening and following those files does not belong here.
 */
@NullMarked
package dev.spoor.codec.claude;

import org.jspecify.annotations.NullMarked;
