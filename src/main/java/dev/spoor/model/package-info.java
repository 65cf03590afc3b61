/**
 * The words of the product as immutable values: ids, spans, runs, money, usage, payloads, drafts
 * and receipts. What reads a clock, touches a file or knows a format (JSON, SQL, OTLP, MCP) does
 * not belong here.
 */
@NullMarked
package dev.spoor.model;

import org.jspecify.annotations.NullMarked;
