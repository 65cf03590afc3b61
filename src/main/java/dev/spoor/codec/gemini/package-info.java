/**
 * Sessions of Gemini CLI to drafts: the records of one session and of its sub-agents. Finding,
 * opening and following their files does not belong here.
 */
@NullMarked
package dev.spoor.codec.gemini;

import org.jspecify.annotations.NullMarked;
