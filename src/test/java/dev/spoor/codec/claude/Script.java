package dev.spoor.codec.claude;

import dev.spoor.codec.Told;
import dev.spoor.codec.session.Oddities;
import dev.spoor.model.Batch;
import java.time.Instant;

/** A session written line by line, a second each. */
final class Script {
  private static final Instant START = Instant.parse("2026-05-01T10:00:00Z");

  final Oddities oddities = new Oddities();
  private final ClaudeSession session = Transcripts.session(oddities);
  private int lines;

  /** A line of the session's own, with the members that all have. */
  Script line(String type, String members) {
    session.read(Transcripts.bytes(whole(type, members)));
    return this;
  }

  /** A line of a sub-agent's file. */
  Script agentLine(String agentId, String type, String members) {
    session.readAgent(agentId, Transcripts.bytes(whole(type, "\"isSidechain\":true," + members)));
    return this;
  }

  /** Exactly this line. */
  Script raw(String line) {
    session.read(Transcripts.bytes(line));
    return this;
  }

  Script describe(String agentId, String json) {
    session.describeAgent(agentId, Transcripts.bytes(json));
    return this;
  }

  Script user(String words) {
    return line("user", said("user", '"' + words + '"'));
  }

  Script user(String words, String more) {
    return line("user", more + "," + said("user", '"' + words + '"'));
  }

  Script reply(String messageId, String content, String stopReason) {
    return line("assistant", answer(messageId, content, stopReason));
  }

  Script text(String messageId, String text) {
    return reply(messageId, text(text), "end_turn");
  }

  Script use(String messageId, String toolUseId, String name, String input) {
    return reply(messageId, tool(toolUseId, name, input), "tool_use");
  }

  Script result(String toolUseId, String text) {
    return result(toolUseId, text, "{}");
  }

  Script result(String toolUseId, String text, String toolUseResult) {
    return line("user", "\"toolUseResult\":" + toolUseResult + "," + answered(toolUseId, text));
  }

  Script agentUser(String agentId, String words) {
    return agentLine(agentId, "user", said("user", '"' + words + '"'));
  }

  Script agentUse(String agentId, String messageId, String toolUseId, String name, String input) {
    return agentLine(
        agentId, "assistant", answer(messageId, tool(toolUseId, name, input), "tool_use"));
  }

  Script agentResult(String agentId, String toolUseId, String text, String toolUseResult) {
    return agentLine(
        agentId, "user", "\"toolUseResult\":" + toolUseResult + "," + answered(toolUseId, text));
  }

  Script agentText(String agentId, String messageId, String text) {
    return agentLine(agentId, "assistant", answer(messageId, text(text), "end_turn"));
  }

  Batch changes() {
    return session.changes();
  }

  Told told() {
    return Told.of(session.changes());
  }

  /** The time of a line, from 0. */
  static Instant at(int line) {
    return START.plusSeconds(line);
  }

  private String whole(String type, String members) {
    int number = lines++;
    return "{\"type\":\"%s\",\"uuid\":\"u%d\",\"sessionId\":\"s1\",\"timestamp\":\"%s\",%s}"
        .formatted(type, number, at(number), members);
  }

  private static String said(String role, String content) {
    return "\"message\":{\"role\":\"" + role + "\",\"content\":" + content + "}";
  }

  private static String answered(String toolUseId, String text) {
    return said(
        "user",
        "[{\"type\":\"tool_result\",\"tool_use_id\":\"%s\",\"content\":\"%s\"}]"
            .formatted(toolUseId, text));
  }

  private static String answer(String messageId, String content, String stopReason) {
    return """
        "requestId":"req_%s","message":{"id":"%s","role":"assistant","model":"claude-sonnet-4-5",\
        "content":[%s],"stop_reason":%s,"usage":{"input_tokens":10,"output_tokens":2}}"""
        .formatted(
            messageId, messageId, content, stopReason == null ? "null" : '"' + stopReason + '"');
  }

  static String text(String text) {
    return "{\"type\":\"text\",\"text\":\"" + text + "\"}";
  }

  static String tool(String id, String name, String input) {
    return "{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"%s\",\"input\":%s}"
        .formatted(id, name, input);
  }
}
