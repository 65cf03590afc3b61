package dev.spoor.sdk;

import java.util.Locale;

/** What a span is. */
public enum Kind {
  /** An agent at work: the root of a run, or a sub-agent. */
  AGENT("invoke_agent"),
  /** One call of a language model. */
  LLM("chat"),
  /** One call of a tool. */
  TOOL("execute_tool"),
  /** One call of a tool that an MCP server offers. */
  MCP("execute_tool"),
  /** A search in a store of documents. */
  RETRIEVAL("retrieval"),
  /** One call of an embedding model. */
  EMBEDDING("embeddings"),
  /** One call of a reranking model. */
  RERANK("rerank"),
  /** A named step that groups others. */
  CHAIN(""),
  /** A step of a workflow runner. */
  RUNNER_STEP(""),
  /** A decision of a workflow. */
  CONDITION(""),
  /** A check that may stop the agent. */
  GUARDRAIL(""),
  /** A wait for a person. */
  APPROVAL(""),
  /** A call from or to another system. */
  WEBHOOK(""),
  /** A grading of the run. */
  EVAL(""),
  /** Anything else. */
  INTERNAL("");

  private final String operation;

  Kind(String operation) {
    this.operation = operation;
  }

  /** The word on the wire. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** OpenTelemetry's name of the operation; empty when it has none. */
  String operation() {
    return operation;
  }
}
