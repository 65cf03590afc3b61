/**
 * What is found out about a store and done for it as a whole: values that an engine fills and
 * people read. How it is done belongs to the engines.
 */
@NullMarked
package dev.spoor.store.upkeep;

import org.jspecify.annotations.NullMarked;
