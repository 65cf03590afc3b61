package dev.spoor.codec;

/** How a source counts tokens: what its input and output include. */
public enum UsageConvention {
  /**
   * Our own {@code usage} argument, where any provider's object may stand: the names in it decide.
   */
  BY_NAMES,
  /**
   * Input includes what a cache served and stored, output includes reasoning: OpenAI, OTel, ATIF.
   */
  INCLUSIVE,
  /** Input is what no cache touched; cache reads and writes stand beside it: Anthropic. */
  EXCLUSIVE,
  /** As inclusive, but thinking is beside output, and what tools put in is beside input: Gemini. */
  GEMINI
}
