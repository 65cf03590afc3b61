/**
 * Finds keys, tokens and passwords in what senders say, and puts a mark in their place. When that
 * happens, and where the counts are kept, does not belong here.
 */
@NullMarked
package dev.spoor.redact;

import org.jspecify.annotations.NullMarked;
