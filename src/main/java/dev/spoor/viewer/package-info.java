/**
 * The door for people: pages in which a run is read and replayed, their data and their assets. What
 * a run adds up to, and what it means, is worked out further down; here it is only shown.
 */
@NullMarked
package dev.spoor.viewer;

import org.jspecify.annotations.NullMarked;
