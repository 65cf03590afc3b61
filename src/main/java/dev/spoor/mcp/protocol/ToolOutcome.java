package dev.spoor.mcp.protocol;

/** What a call of a tool comes to. */
public sealed interface ToolOutcome permits ToolResult, InputRequired {}
