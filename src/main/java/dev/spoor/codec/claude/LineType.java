package dev.spoor.codec.claude;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a line of a transcript is; those that nobody needs are {@link #NOTE}. */
enum LineType {
  USER,
  ASSISTANT,
  SYSTEM,
  ATTACHMENT,
  QUEUE_OPERATION,
  PROGRESS,
  SUMMARY,
  CUSTOM_TITLE,
  AI_TITLE,
  PR_LINK,
  NOTE;

  private static final Set<String> NOTES =
      Set.of(
          "file-history-snapshot",
          "attribution-snapshot",
          "permission-mode",
          "mode",
          "last-prompt",
          "task-summary",
          "agent-name",
          "agent-color",
          "agent-setting",
          "tag",
          "worktree-state",
          "content-replacement",
          "speculation-accept");

  /** The type with that word; empty for an unknown one. */
  static Optional<LineType> parse(String word) {
    if (NOTES.contains(word)) {
      return Optional.of(NOTE);
    }
    return List.of(values()).stream()
        .filter(type -> type != NOTE && type.word().equals(word))
        .findFirst();
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
