/**
 * The store in one SQLite file, written by any number of processes at once: connections, locks,
 * schema, rows and SQL. What the values mean, and rules about what to write, do not belong here.
 */
@NullMarked
package dev.spoor.store.sqlite;

import org.jspecify.annotations.NullMarked;
