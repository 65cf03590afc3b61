/**
 * JSON as values, read and written without loss: the only room that knows the JSON library, apart
 * from {@code mcp.protocol} through its SDK. What a member means does not belong here.
 */
@NullMarked
package dev.spoor.json;

import org.jspecify.annotations.NullMarked;
