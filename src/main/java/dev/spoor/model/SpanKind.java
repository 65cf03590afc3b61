package dev.spoor.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a span is (contract, section 1). The order is the storage code: add at the end only. */
public enum SpanKind {
  /** An agent at work: the root of a run, or a sub-agent, which opens a lane of its own. */
  AGENT,
  /** One call of a language model. */
  LLM,
  /** One call of a tool. */
  TOOL,
  /** One call of a tool that an MCP server offers, or another MCP message. */
  MCP,
  /** A search in a store of documents. */
  RETRIEVAL,
  /** One call of an embedding model. */
  EMBEDDING,
  /** One call of a reranking model. */
  RERANK,
  /** A named step that groups others. */
  CHAIN,
  /** A step of a workflow runner. */
  RUNNER_STEP,
  /** A decision of a workflow. */
  CONDITION,
  /** A check that may stop the agent. */
  GUARDRAIL,
  /** A wait for a person. */
  APPROVAL,
  /** A call from or to another system. */
  WEBHOOK,
  /** A grading of the run; it and all below it count in no total but the span count. */
  EVAL,
  /** Anything else, and every unknown kind. */
  INTERNAL;

  /** Whether spans of this kind are calls of a tool. */
  public boolean callsTool() {
    return this == TOOL || this == MCP;
  }

  /**
   * Whether spans of this kind are billed by the token, so that their leaves add up to the run's
   * usage and cost.
   */
  public boolean billed() {
    return this == LLM || this == EMBEDDING || this == RERANK;
  }

  /** The word on the wire, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant with that word; empty for an unknown one. */
  public static Optional<SpanKind> parse(String word) {
    return Arrays.stream(values()).filter(value -> value.word().equals(word)).findFirst();
  }
}
