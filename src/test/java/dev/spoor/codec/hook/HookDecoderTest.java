package dev.spoor.codec.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanDraft.Laying;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HookDecoderTest {
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

  private final HookDecoder decoder = new HookDecoder(directory -> directory);

  private static HookEvent event(HookClient client, String json, boolean late) {
    try {
      return new HookEvent(client, (JsonObject) Json.read(json.replace('\'', '"')), AT, late);
    } catch (JsonReadException e) {
      throw new AssertionError(e);
    }
  }

  private Batch decode(HookClient client, String json) {
    return decoder.decode(event(client, json, false));
  }

  /** The one span that an event tells of, beside the turn, which is only heard of. */
  private static SpanDraft only(Batch batch) {
    List<SpanDraft> told =
        batch.spans().stream().filter(span -> span.laying() != Laying.UNDER).toList();
    assertEquals(1, told.size());
    return told.get(0);
  }

  @Test
  void turn_ofWhichNobodyToldThePrompt_hasAName() {
    SpanDraft root =
        decode(
                HookClient.CLAUDE_CODE,
                "{'hook_event_name':'PreToolUse','session_id':'s','prompt_id':'p','tool_name':'Bash',"
                    + "'tool_use_id':'t'}")
            .spans()
            .get(0);

    assertEquals(SpanId.derived(TraceId.derived("claude-code", "s", "p"), "root"), root.spanId());
    assertEquals(Laying.UNDER, root.laying());
    assertEquals("Claude Code", root.fields().get(SpanField.NAME));
  }

  @Test
  void codexEvent_hasTheIdsOfItsRollout() {
    Batch batch =
        decode(
            HookClient.CODEX,
            "{'hook_event_name':'PreToolUse','session_id':'s','turn_id':'t','tool_name':'Bash',"
                + "'tool_use_id':'call_1','tool_input':{'command':'ls'}}");
    TraceId run = TraceId.derived("codex", "s", "t");

    assertEquals(new TurnKey("codex", "s", "t"), batch.runs().get(0).turn());
    assertEquals(run, only(batch).traceId());
    assertEquals(SpanId.derived(run, "call_1"), only(batch).spanId());
    assertEquals(SpanId.derived(run, "root"), only(batch).fields().get(SpanField.PARENT));
    assertEquals(SpanStatus.RUNNING, only(batch).fields().get(SpanField.STATUS));
  }

  @Test
  void eventWithoutTurn_tellsOfItsCallOnly() {
    String common = "'session_id':'s','tool_name':'mcp__docs__find','tool_use_id':'c1'}";
    Batch call = decode(HookClient.CLAUDE_CODE, "{'hook_event_name':'PostToolUse'," + common);
    Batch prompt =
        decode(
            HookClient.CLAUDE_CODE,
            "{'hook_event_name':'UserPromptSubmit','session_id':'s','prompt':'x'}");

    assertEquals(new TurnKey("claude-code", "s", null), call.runs().get(0).turn());
    assertEquals("c1", only(call).fields().get(SpanField.TOOL_CALL_ID));
    assertEquals(SpanKind.MCP, only(call).fields().get(SpanField.KIND));
    assertEquals(List.of(), prompt.spans());
  }

  @Test
  void answeredCall_tellsHowLongItTook() {
    Fields call =
        only(decode(
                HookClient.CLAUDE_CODE,
                "{'hook_event_name':'PostToolUse','session_id':'s','prompt_id':'p',"
                    + "'tool_name':'Bash','tool_use_id':'c1','duration_ms':1500}"))
            .fields();

    assertEquals(Duration.ofMillis(1500), call.get(SpanField.DURATION));
    assertEquals(AT, call.get(SpanField.ENDED_AT));
    assertFalse(call.has(SpanField.PARENT));
  }

  @Test
  void interruptedCall_isCancelled() {
    Fields call =
        only(decode(
                HookClient.CLAUDE_CODE,
                "{'hook_event_name':'PostToolUseFailure','session_id':'s','prompt_id':'p',"
                    + "'tool_use_id':'c1','error':'stopped','is_interrupt':true}"))
            .fields();

    assertEquals(SpanStatus.CANCELLED, call.get(SpanField.STATUS));
  }

  @Test
  void failedTurn_isAnError() {
    Fields root =
        only(decode(
                HookClient.CLAUDE_CODE,
                "{'hook_event_name':'StopFailure','session_id':'s','prompt_id':'p',"
                    + "'error':'rate_limit','error_details':'wait'}"))
            .fields();

    assertEquals(SpanStatus.ERROR, root.get(SpanField.STATUS));
    assertEquals("rate_limit", root.get(SpanField.ERROR).type());
  }

  @Test
  void lateEvent_saysOfNothingThatItRuns() {
    String json =
        "{'hook_event_name':'UserPromptSubmit','session_id':'s','prompt_id':'p','prompt':'x'}";
    Fields root = only(decoder.decode(event(HookClient.CLAUDE_CODE, json, true))).fields();

    assertFalse(root.has(SpanField.STATUS));
  }

  @Test
  void execution_withoutCall_isASpan() {
    Fields shell =
        only(decode(
                HookClient.CURSOR,
                "{'hook_event_name':'afterShellExecution','conversation_id':'c',"
                    + "'generation_id':'g','command':'ls','output':'a','duration':20}"))
            .fields();

    assertEquals("shell", shell.get(SpanField.NAME));
    assertEquals("ls", shell.get(SpanField.INPUT).text());
  }

  @Test
  void compaction_isVisible() {
    Batch batch =
        decode(
            HookClient.CODEX,
            "{'hook_event_name':'PreCompact','session_id':'s','turn_id':'t','trigger':'auto'}");

    assertEquals("compaction", only(batch).fields().get(SpanField.NAME));
    assertTrue(only(batch).fields().get(SpanField.ATTRIBUTES).text().contains("auto"));
  }

  @Test
  void transcripts_areNamedByWhatEnds() {
    String paths = "'transcript_path':'/a.jsonl','agent_transcript_path':'/b.jsonl'}";
    HookEvent stop =
        event(HookClient.CLAUDE_CODE, "{'hook_event_name':'SubagentStop'," + paths, false);
    HookEvent start =
        event(HookClient.CLAUDE_CODE, "{'hook_event_name':'PreToolUse'," + paths, false);

    assertEquals(List.of("/a.jsonl", "/b.jsonl"), stop.transcripts());
    assertEquals(List.of(), start.transcripts());
  }

  /** The first byte chooses the client, the rest is the event. */
  @FuzzTest
  void decode_ofAnyJson_isSpansOrNothing(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    try {
      byte[] json = Arrays.copyOfRange(bytes, 1, bytes.length);
      if (Json.read(json) instanceof JsonObject object) {
        HookClient client = HookClient.values()[Math.floorMod(bytes[0], 3)];
        HookEvent event = new HookEvent(client, object, AT, false);
        for (SpanDraft span : decoder.decode(event).spans()) {
          assertEquals(event.traceId(), span.traceId());
        }
        event.transcripts();
      }
    } catch (JsonReadException e) {
      // refused before it is decoded
    }
  }
}
