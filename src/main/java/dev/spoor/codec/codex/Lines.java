package dev.spoor.codec.codex;

import java.util.Set;

/** What a line means to the conversation that it stands in. */
final class Lines {
  /** What Codex tells beside what was said and done. */
  private static final Set<String> EVENTS =
      Set.of(
          "context_compacted",
          "entered_review_mode",
          "exited_review_mode",
          "thread_rolled_back",
          "warning",
          "guardian_warning",
          "model_reroute",
          "undo_completed",
          "item_completed",
          "thread_name_updated",
          "thread_goal_updated",
          "thread_settings_applied",
          "turn_diff",
          "plan_update");

  /** What repeats what items tell. */
  private static final Set<String> REPEATS =
      Set.of(
          "agent_reasoning",
          "agent_reasoning_raw_content",
          "agent_reasoning_section_break",
          "raw_response_item",
          "item_started",
          "session_configured",
          "exec_command_output_delta",
          "token_count");

  private Lines() {}

  /** Whether somebody did something, so that what had ended goes on. */
  static boolean isStep(RolloutLine line) {
    return line.is(RolloutLine.RESPONSE_ITEM) && !line.kind().endsWith("_output");
  }

  /** Takes a line that belongs to a conversation and is no message of the user. */
  static void read(RolloutLine line, Talk talk, ToolCalls tools) {
    if (line.is(RolloutLine.RESPONSE_ITEM)) {
      talk.item(line);
    } else if (line.is(RolloutLine.COMPACTED)) {
      talk.compact(line);
    } else {
      event(line, talk, tools);
    }
  }

  private static void event(RolloutLine line, Talk talk, ToolCalls tools) {
    String kind = line.kind();
    ToolCall tool = tools.of(line.payload());
    if (kind.equals("agent_message")) {
      talk.reply(line);
    } else if (kind.equals("stream_error")) {
      talk.tryFailed(line);
    } else if (kind.equals("error")) {
      talk.fail(line);
    } else if (kind.endsWith("_end") && tool != null) {
      tool.detail(line.payload());
    } else if (EVENTS.contains(kind) || kind.endsWith("_end")) {
      talk.event(line);
    } else if (!REPEATS.contains(kind) && !kind.endsWith("_begin") && !kind.endsWith("_delta")) {
      talk.event(line);
      tools.oddities().add("event of unknown type " + kind);
    }
  }
}
