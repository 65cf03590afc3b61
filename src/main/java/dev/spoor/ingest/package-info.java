/**
 * The one write path: every door hands its drafts to {@link dev.spoor.ingest.Ingest}, which checks,
 * redacts, merges, prices, watches and stores them. Formats and transports do not belong here, nor
 * does any read for people.
 */
@NullMarked
package dev.spoor.ingest;

import org.jspecify.annotations.NullMarked;
