/**
 * What a model call costs: the price table, the user's own prices, and the rules that find a call's
 * row and work out the sum. Where the table lies on disk, when a call is priced and how runs add up
 * does not belong here.
 */
@NullMarked
package dev.spoor.price;

import org.jspecify.annotations.NullMarked;
