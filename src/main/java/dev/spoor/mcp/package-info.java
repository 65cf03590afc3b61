/**
 * The door for agents: the Model Context Protocol over stdio, its tools and what one connection
 * remembers. What a tool works out is found in the rooms below; reading the environment, opening
 * the store and taking the standard streams is the business of {@code app}.
 */
@NullMarked
package dev.spoor.mcp;

import org.jspecify.annotations.NullMarked;
