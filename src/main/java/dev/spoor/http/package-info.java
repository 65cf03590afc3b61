/**
 * The embedded HTTP server belongs here: routes, limits, who may call, errors and the port that
 * several processes share. What is served does not: this room knows no word of the domain.
 */
@NullMarked
package dev.spoor.http;

import org.jspecify.annotations.NullMarked;
