/** The program's entry point; everything else is in the rooms below. */
@NullMarked
package dev.spoor;

import org.jspecify.annotations.NullMarked;
