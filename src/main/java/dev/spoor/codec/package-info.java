/**
 * Bytes and JSON to drafts and back, one file a format: our own arguments, any provider's usage,
 * ATIF, and what we answer. What opens a file or a socket, reads a clock or makes ids of its own
 * does not belong here.
 */
@NullMarked
package dev.spoor.codec;

import org.jspecify.annotations.NullMarked;
