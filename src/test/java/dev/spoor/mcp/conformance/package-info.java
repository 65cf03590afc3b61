/**
 * The official conformance suite against a server that offers what the suite asks for, built with
 * the protocol room as any other server would be.
 */
@NullMarked
package dev.spoor.mcp.conformance;

import org.jspecify.annotations.NullMarked;
