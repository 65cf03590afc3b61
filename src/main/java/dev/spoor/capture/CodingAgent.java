package dev.spoor.capture;

/** A program whose sessions can be imported. */
public enum CodingAgent {
  /** Anthropic's Claude Code. */
  CLAUDE_CODE("claude-code"),
  /** OpenAI's Codex. */
  CODEX("codex"),
  /** Google's Gemini CLI. */
  GEMINI("gemini");

  private final String word;

  CodingAgent(String word) {
    this.word = word;
  }

  /** The word on the command line. */
  public String word() {
    return word;
  }

  SessionFormat format() {
    return switch (this) {
      case CLAUDE_CODE -> new ClaudeFiles();
      case CODEX -> new CodexFiles();
      case GEMINI -> new GeminiFiles();
    };
  }
}
