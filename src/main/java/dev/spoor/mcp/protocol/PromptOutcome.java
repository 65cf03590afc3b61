package dev.spoor.mcp.protocol;

/** What a request for a prompt comes to. */
public sealed interface PromptOutcome permits PromptResult, InputRequired {}
