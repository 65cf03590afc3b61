/**
 * The door for agents: Spoor's tools, and what one connection remembers. How they are spoken to is
 * the business of {@code mcp.protocol}. What a tool works out is found in the rooms below; reading
 * the environment, opening the store and taking the standard streams is the business of {@code
 * app}.
 */
@NullMarked
package dev.spoor.mcp;

import org.jspecify.annotations.NullMarked;
