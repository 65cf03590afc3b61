/**
 * What can be seen going wrong while a run is going: pure rules over a run's outline that say flags
 * and advice. Reading payloads, clocks and stores does not belong here.
 */
@NullMarked
package dev.spoor.watch;

import org.jspecify.annotations.NullMarked;
