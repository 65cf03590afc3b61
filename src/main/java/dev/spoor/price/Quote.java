package dev.spoor.price;

import dev.spoor.json.JsonObject;

/**
 * The prices that hold for a call, and where they come from.
 *
 * @param source the name and version of the table, or of the user's file
 * @param matchedBy how the row was found, for the reader of a cost's detail
 */
record Quote(String source, PriceRow row, PriceRow.Version version, JsonObject matchedBy) {}
