package dev.spoor.rest;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a token allows. */
public enum Scope {
  /** To record runs, spans and scores. */
  TRACES_WRITE("traces:write"),
  /** To read what was recorded, and figures over it. */
  TRACES_READ("traces:read"),
  /** To grade runs. */
  EVALS_RUN("evals:run"),
  /** Everything, erasing and tokens included. */
  ADMIN("admin");

  private final String word;

  Scope(String word) {
    this.word = word;
  }

  /** The word on the wire. */
  public String word() {
    return word;
  }

  /** The scope with that word; empty for an unknown one. */
  public static Optional<Scope> parse(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
  }

  /** All words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Scope::word).toList();
  }
}
