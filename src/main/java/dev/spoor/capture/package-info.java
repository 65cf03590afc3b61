/**
 * Door for what other agents leave behind: files they wrote are found here, decoded in {@code
 * codec} and handed to {@code ingest}. Formats do not belong here.
 */
@NullMarked
package dev.spoor.capture;

import org.jspecify.annotations.NullMarked;
