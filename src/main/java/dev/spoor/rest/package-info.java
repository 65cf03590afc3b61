/**
 * The door for programs: our own JSON over HTTP, what it is described by, and figures for a
 * monitor. What a request means is found in the rooms below; who may call is the business of {@code
 * app}.
 */
@NullMarked
package dev.spoor.rest;

import org.jspecify.annotations.NullMarked;
