/** Whole-program tests: the real jar as processes of its own, over real files. */
@NullMarked
package dev.spoor.e2e;

import org.jspecify.annotations.NullMarked;
