package dev.spoor.mcp.protocol;

/**
 * What one session of the older era over HTTP is offered.
 *
 * @param features its own, so that they may remember what the session did
 * @param ended run once, when the session ends
 */
public record SessionOffer(Features features, Runnable ended) {}
