package dev.spoor.codec.hook;

import java.util.List;
import java.util.Optional;

/** A coding agent that tells of its work by hooks. */
public enum HookClient {
  /** Claude Code (its documentation, "Hooks reference"). */
  CLAUDE_CODE("claude-code", "Claude Code", "session_id", "prompt_id"),
  /** Cursor, whose events are called a little otherwise. */
  CURSOR("cursor", "Cursor", "conversation_id", "generation_id"),
  /** Codex, whose hooks are like Claude Code's. */
  CODEX("codex", "Codex", "session_id", "turn_id");

  private final String word;
  private final String title;
  private final String session;
  private final String turn;

  HookClient(String word, String title, String session, String turn) {
    this.word = word;
    this.title = title;
    this.session = session;
    this.turn = turn;
  }

  /** The word in addresses and on the command line, which is also what trace ids derive from. */
  public String word() {
    return word;
  }

  /** What people call it. */
  String title() {
    return title;
  }

  /** The member that names the session. */
  String session() {
    return session;
  }

  /** The member that names the turn. */
  String turn() {
    return turn;
  }

  /** The client with that word; empty for an unknown one. */
  public static Optional<HookClient> parse(String word) {
    return List.of(values()).stream().filter(client -> client.word.equals(word)).findFirst();
  }
}
