package dev.spoor.codec.codex;

import dev.spoor.codec.session.Pieces.Line;
import java.util.ArrayList;
import java.util.List;

/** Rollouts made of a few lines, one second apart. */
final class CodexScript {
  private final List<Line> lines = new ArrayList<>();
  private String thread;

  List<Line> lines() {
    return lines;
  }

  private CodexScript line(String type, String payload) {
    int second = lines.size();
    String time = String.format("2026-05-01T10:%02d:%02dZ", second / 60, second % 60);
    lines.add(
        new Line(
            thread,
            "{\"timestamp\":\"%s\",\"type\":\"%s\",\"payload\":{%s}}"
                .formatted(time, type, payload.replace('\'', '"'))));
    return this;
  }

  /** What follows is written by a sub-agent's thread; null for the session's own. */
  CodexScript in(String id) {
    thread = id;
    return this;
  }

  CodexScript meta(String id, String more) {
    return line(
        "session_meta",
        "'id':'%s','timestamp':'2026-05-01T10:00:00Z','cwd':'/home/me/shop','cli_version':'0.99.0',"
                .formatted(id)
            + "'model_provider':'openai','git':{'branch':'main','commit_hash':'abc',"
            + "'repository_url':'git@example.org:shop.git'}"
            + more);
  }

  CodexScript started(String turn) {
    event("task_started", "'turn_id':'" + turn + "'");
    return line(
        "turn_context", "'turn_id':'" + turn + "','model':'gpt-5.2-codex','cwd':'/home/me/shop'");
  }

  CodexScript user(String text) {
    return item("message", "'role':'user','content':[{'type':'input_text','text':'" + text + "'}]");
  }

  CodexScript assistant(String text) {
    return item(
        "message", "'role':'assistant','content':[{'type':'output_text','text':'" + text + "'}]");
  }

  CodexScript item(String type, String more) {
    return line("response_item", "'type':'" + type + "'," + more);
  }

  CodexScript event(String type, String more) {
    return line("event_msg", "'type':'" + type + "'" + (more.isEmpty() ? "" : "," + more));
  }

  CodexScript tokens(int input, int cached, int output, int reasoning, int total) {
    return event(
        "token_count",
        ("'info':{'last_token_usage':{'input_tokens':%d,'cached_input_tokens':%d,"
                + "'output_tokens':%d,'reasoning_output_tokens':%d},"
                + "'total_token_usage':{'input_tokens':%d}}")
            .formatted(input, cached, output, reasoning, total));
  }

  CodexScript compacted(String message) {
    return line("compacted", "'message':'" + message + "'");
  }

  /** Two turns with tools, steering, a sub-agent, a compaction and an interruption. */
  static CodexScript whole() {
    CodexScript script = new CodexScript();
    script
        .meta("s1", "")
        .started("t1")
        .user("<environment_context>cwd</environment_context>")
        .user("Fix the login test")
        .event("user_message", "'message':'Fix the login test'")
        .item(
            "reasoning",
            "'summary':[{'type':'summary_text','text':'Look'}],'encrypted_content':'xx'")
        .event("agent_reasoning", "'text':'Look'")
        .item(
            "function_call",
            "'name':'shell','arguments':'{\\\"command\\\":[\\\"ls\\\"]}','call_id':'c1'")
        .item("custom_tool_call", "'name':'apply_patch','input':'*** Begin','call_id':'c2'")
        .tokens(1000, 600, 50, 20, 1000)
        .item(
            "function_call_output",
            "'call_id':'c1','output':'{\\\"output\\\":\\\"a.txt\\\",\\\"metadata\\\":{\\\"exit_code\\\":0}}'")
        .event("patch_apply_end", "'call_id':'c2','success':false,'stderr':'no such file'")
        .item("custom_tool_call_output", "'call_id':'c2','output':'failed'")
        .tokens(1000, 600, 50, 20, 1000)
        .user("and be quick")
        .item(
            "function_call",
            "'name':'spawn_agent','arguments':'{\\\"agent_type\\\":\\\"worker\\\"}','call_id':'c3'")
        .item("function_call_output", "'call_id':'c3','output':'{\\\"agent_id\\\":\\\"s2\\\"}'")
        .in("s2")
        .meta(
            "s2",
            ",'source':{'subagent':{'thread_spawn':{'parent_thread_id':'s1','agent_nickname':'Ada'}}}")
        .started("x1")
        .user("Look at the docs")
        .item("function_call", "'name':'shell','arguments':'{}','call_id':'d1'")
        .item("function_call_output", "'call_id':'d1','output':'Exit code: 2\\nOutput:\\nno'")
        .assistant("Nothing there")
        .tokens(300, 0, 10, 0, 300)
        .event("task_complete", "'turn_id':'x1'")
        .in(null)
        .compacted("We fixed half of it")
        .event("stream_error", "'message':'connection lost'")
        .item(
            "web_search_call",
            "'id':'w1','status':'completed','action':{'type':'search','query':'x'}")
        .assistant("Done.")
        .event("agent_message", "'message':'Done.'")
        .tokens(2000, 1000, 30, 0, 3000)
        .event("task_complete", "'turn_id':'t1','last_agent_message':'Done.'")
        .started("t2")
        .user("More")
        .event("user_message", "'message':'More'")
        .item("function_call", "'name':'mcp__docs__find','arguments':'{}','call_id':'c9'")
        .event("turn_aborted", "'turn_id':'t2','reason':'interrupted'");
    return script;
  }
}
