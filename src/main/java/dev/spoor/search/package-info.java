/**
 * How text is cut into words, and how a terms finds them: pure, the same for every engine, so that
 * what one indexes another would find. Where texts lie and who asks does not belong here.
 */
@NullMarked
package dev.spoor.search;

import org.jspecify.annotations.NullMarked;
