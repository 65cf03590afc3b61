package dev.spoor.mcp.protocol;

/** What reading a resource comes to. */
public sealed interface ResourceOutcome permits ResourceContents, ResourceMissing, InputRequired {}
