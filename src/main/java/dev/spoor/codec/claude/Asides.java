package dev.spoor.codec.claude;

import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.SpanOutline;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lines beside what user and model say: what Claude Code did, attached or queued. */
final class Asides {
  private static final String COMPACTION = "compaction";

  private Asides() {}

  /** Takes a line of any type but user and assistant into the conversation it stands in. */
  static void take(TranscriptLine line, Conversation talk) {
    switch (line.type()) {
      case SYSTEM -> system(line, talk);
      case ATTACHMENT -> attachment(line, talk);
      case QUEUE_OPERATION -> talk.event("queue", line);
      case PR_LINK -> talk.event("pull_request", line);
      default -> {
        // Names and notes are of the session, not of a conversation.
      }
    }
  }

  /** Whether Claude Code says with it that the turn is over. */
  static boolean endsTurn(TranscriptLine line) {
    String subtype = line.text("subtype");
    return "turn_duration".equals(subtype) || "stop_hook_summary".equals(subtype);
  }

  private static void system(TranscriptLine line, Conversation talk) {
    String subtype = Objects.requireNonNullElse(line.text("subtype"), "system");
    switch (subtype) {
      case "compact_boundary" -> talk.note(COMPACTION, line, null);
      case "api_error" -> talk.tryFailed(line);
      default -> talk.event(subtype, line);
    }
  }

  /** Something that the model is shown; a command that was queued is the user's own word. */
  private static void attachment(TranscriptLine line, Conversation talk) {
    JsonObject attachment = line.json().object("attachment");
    JsonValue prompt = attachment.get("prompt");
    if ("queued_command".equals(attachment.text("type")) && prompt != null) {
      boolean typed = Set.of("", "prompt").contains(orEmpty(attachment.text("commandMode")));
      talk.note(typed ? SpanOutline.USER_MESSAGE : "notification", line, prompt);
      talk.hear(line, attachment);
    } else {
      talk.hearAside(line, attachment);
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
