/**
 * The one read path: what pages, tools, routes and commands ask about stored runs. Writes and
 * formats do not belong here.
 */
@NullMarked
package dev.spoor.query;

import org.jspecify.annotations.NullMarked;
