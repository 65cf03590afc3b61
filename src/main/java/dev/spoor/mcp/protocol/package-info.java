/**
 * The Model Context Protocol itself, both eras and what carries them: messages, features, and how a
 * request becomes an answer. It serves whatever {@link dev.spoor.mcp.protocol.Features} it is given
 * and knows no run and no span; what Spoor offers through it is in {@code mcp}.
 */
@NullMarked
package dev.spoor.mcp.protocol;

import org.jspecify.annotations.NullMarked;
