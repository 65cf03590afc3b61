/**
 * The command line: one file a command, each of which parses, calls and prints. Rules and reads
 * belong in the rooms below.
 */
@NullMarked
package dev.spoor.cli;

import org.jspecify.annotations.NullMarked;
