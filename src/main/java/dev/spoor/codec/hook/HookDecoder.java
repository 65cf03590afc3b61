package dev.spoor.codec.hook;

import dev.spoor.codec.PayloadJson;
import dev.spoor.codec.session.FirstLine;
import dev.spoor.codec.session.Prompts;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.Payload;
import dev.spoor.model.RunDraft;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Decodes what agents tell while they work. The ids are those that the transcripts of the same
 * session give, so that both tell of the same spans. Events that tell of no step leave nothing. Not
 * thread-safe.
 */
public final class HookDecoder {
  private static final Batch NOTHING = new Batch(List.of(), List.of(), List.of());
  private static final Set<String> BEGIN_AGENTS = Set.of("Task", "Agent", "spawn_agent");
  private static final int LONGEST_ERROR = 2_000;
  private static final long MOST_MILLISECONDS = Duration.ofDays(30).toMillis();

  private final UnaryOperator<String> projects;
  private final Spawns spawns = new Spawns();
  private final Prompts prompts = new Prompts("hooks");

  /**
   * Decodes events.
   *
   * @param projects the project of a working directory
   */
  public HookDecoder(UnaryOperator<String> projects) {
    this.projects = projects;
  }

  /** What an event tells; nothing when it tells of no step. */
  public Batch decode(HookEvent told) {
    String session = told.session();
    if (session == null) {
      return NOTHING;
    }
    HookEvent event = told;
    if (told.turn().turn() == null) {
      boolean asks = told.name().equals("UserPromptSubmit");
      event = told.during(prompts.during(sessionOf(told), told.at(), asks));
    }
    return decoded(event);
  }

  private Batch decoded(HookEvent event) {
    return switch (event.name()) {
      case "UserPromptSubmit" -> root(event, asked(event));
      case "PreToolUse" -> tool(event, calls(event));
      case "PostToolUse" -> tool(event, answered(event, SpanStatus.OK));
      case "PostToolUseFailure" -> tool(event, answered(event, failure(event)));
      case "PermissionDenied" -> tool(event, answered(event, SpanStatus.CANCELLED));
      case "AfterShellExecution" -> execution(event, "shell", "command", "output");
      case "AfterMCPExecution" -> execution(event, "mcp", "tool_input", "result_json");
      case "SubagentStart" -> subAgent(event, SpanStatus.RUNNING);
      case "SubagentStop" -> subAgent(event, SpanStatus.OK);
      case "PreCompact" -> compaction(event);
      case "AfterAgentResponse" -> root(event, said(event, "text"));
      case "Stop" -> root(event, stopped(event));
      case "StopFailure" -> root(event, failed(event));
      default -> NOTHING;
    };
  }

  /** A turn that no event names is told by the transcript alone. */
  private Batch root(HookEvent event, Fields root) {
    return event.turn().turn() == null ? NOTHING : batch(event, event.root(), root);
  }

  private static Fields asked(HookEvent event) {
    String prompt = Objects.requireNonNullElse(event.text("prompt"), "");
    return Fields.builder()
        .set(SpanField.KIND, SpanKind.AGENT)
        .set(SpanField.NAME, FirstLine.of(prompt, event.client().title()))
        .set(SpanField.STATUS, event.late() ? null : SpanStatus.RUNNING)
        .set(SpanField.STARTED_AT, event.at())
        .set(SpanField.INPUT, Payload.text(prompt))
        .build();
  }

  private static Fields said(HookEvent event, String member) {
    String text = event.text(member);
    return Fields.builder()
        .set(SpanField.KIND, SpanKind.AGENT)
        .set(SpanField.OUTPUT, text == null ? null : Payload.text(text))
        .build();
  }

  private static Fields stopped(HookEvent event) {
    String status = Objects.requireNonNullElse(event.text("status"), "completed");
    return said(event, "last_assistant_message").toBuilder()
        .set(SpanField.ENDED_AT, event.at())
        .set(
            SpanField.STATUS,
            switch (status) {
              case "aborted" -> SpanStatus.CANCELLED;
              case "error" -> SpanStatus.ERROR;
              default -> SpanStatus.OK;
            })
        .build();
  }

  private static Fields failed(HookEvent event) {
    String details = event.text("error_details");
    return said(event, "last_assistant_message").toBuilder()
        .set(SpanField.ENDED_AT, event.at())
        .set(SpanField.STATUS, SpanStatus.ERROR)
        .set(SpanField.ERROR, new SpanError(event.text("error"), details, null))
        .build();
  }

  private Batch tool(HookEvent event, Fields tool) {
    String id = event.text("tool_use_id");
    return id == null ? NOTHING : batch(event, SpanId.derived(event.traceId(), id), tool);
  }

  private Fields calls(HookEvent event) {
    String id = Objects.requireNonNullElse(event.text("tool_use_id"), "");
    if (BEGIN_AGENTS.contains(toolName(event))) {
      String type = event.json().object("tool_input").text("subagent_type");
      spawns.called(sessionOf(event), id, Objects.requireNonNullElse(type, ""));
    }
    return call(event)
        .set(SpanField.PARENT, parent(event))
        .set(SpanField.STATUS, event.late() ? null : SpanStatus.RUNNING)
        .set(SpanField.STARTED_AT, event.at())
        .build();
  }

  private Fields answered(HookEvent event, SpanStatus status) {
    spawns.answered(sessionOf(event), Objects.requireNonNullElse(event.text("tool_use_id"), ""));
    Fields.Builder fields =
        call(event)
            .set(SpanField.STATUS, status)
            .set(SpanField.ENDED_AT, event.at())
            .set(SpanField.DURATION, duration(event, "duration_ms"))
            .set(SpanField.OUTPUT, payload(event.json().get("tool_response")));
    if (event.client() == HookClient.CURSOR) {
      fields.set(SpanField.OUTPUT, payload(event.json().get("tool_output")));
    }
    if (status != SpanStatus.OK) {
      String error = event.text("error");
      String message = error == null ? event.text("error_message") : error;
      fields.set(
          SpanField.ERROR,
          message == null
              ? null
              : new SpanError(null, FirstLine.cut(message, LONGEST_ERROR), null));
    }
    return fields.build();
  }

  private static SpanStatus failure(HookEvent event) {
    return JsonBoolean.of(true).equals(event.json().get("is_interrupt"))
        ? SpanStatus.CANCELLED
        : SpanStatus.ERROR;
  }

  private static Fields.Builder call(HookEvent event) {
    String name = toolName(event);
    JsonObject input = event.json().object("tool_input");
    boolean agent = BEGIN_AGENTS.contains(name);
    String description = agent ? input.text("description") : null;
    SpanKind kind = name.startsWith("mcp__") ? SpanKind.MCP : SpanKind.TOOL;
    return Fields.builder()
        .set(SpanField.KIND, agent ? SpanKind.AGENT : kind)
        .set(SpanField.NAME, description == null || description.isBlank() ? name : description)
        .set(SpanField.TOOL_NAME, name)
        .set(SpanField.TOOL_CALL_ID, event.text("tool_use_id"))
        .set(SpanField.AGENT, agent ? input.text("subagent_type") : null)
        .set(SpanField.INPUT, payload(event.json().get("tool_input")));
  }

  private static String toolName(HookEvent event) {
    return Objects.requireNonNullElse(event.text("tool_name"), "tool");
  }

  /** The span of the agent that did it; its own, as long as nobody knows the call it works for. */
  private SpanId parent(HookEvent event) {
    String agentId = event.agentId();
    if (agentId == null) {
      return event.root();
    }
    String call = spawns.beginner(sessionOf(event), agentId);
    return SpanId.derived(event.traceId(), call == null ? agentId : call);
  }

  private Batch subAgent(HookEvent event, SpanStatus status) {
    String agentId = event.agentId();
    String type =
        event.text("agent_type") == null ? event.text("subagent_type") : event.text("agent_type");
    if (agentId == null) {
      return NOTHING;
    }
    String kind = Objects.requireNonNullElse(type, "");
    String call =
        status == SpanStatus.RUNNING
            ? spawns.began(sessionOf(event), agentId, kind)
            : spawns.beginner(sessionOf(event), agentId);
    if (call != null) {
      return NOTHING; // the call's own events tell of it
    }
    Fields.Builder fields =
        said(event, "last_assistant_message").toBuilder()
            .set(SpanField.NAME, type == null ? "agent " + agentId : type)
            .set(SpanField.AGENT, type)
            .set(SpanField.PARENT, event.root());
    if (status == SpanStatus.RUNNING) {
      fields
          .set(SpanField.STATUS, event.late() ? null : status)
          .set(SpanField.STARTED_AT, event.at());
    } else {
      fields.set(SpanField.STATUS, status).set(SpanField.ENDED_AT, event.at());
    }
    return batch(event, SpanId.derived(event.traceId(), agentId), fields.build());
  }

  /** What ran, from a client that was asked to tell only of executions. */
  private Batch execution(HookEvent event, String name, String input, String output) {
    String tool = event.text("tool_name") == null ? name : event.text("tool_name");
    String id = event.text("tool_use_id");
    String key = id == null ? name + "\n" + event.at() : id;
    Fields fields =
        Fields.builder()
            .set(SpanField.PARENT, event.root())
            .set(SpanField.KIND, name.equals("mcp") ? SpanKind.MCP : SpanKind.TOOL)
            .set(SpanField.NAME, tool)
            .set(SpanField.TOOL_NAME, tool)
            .set(SpanField.TOOL_CALL_ID, id)
            .set(SpanField.STATUS, SpanStatus.OK)
            .set(SpanField.ENDED_AT, event.at())
            .set(SpanField.DURATION, duration(event, "duration"))
            .set(SpanField.INPUT, payload(event.json().get(input)))
            .set(SpanField.OUTPUT, payload(event.json().get(output)))
            .build();
    return batch(event, SpanId.derived(event.traceId(), key), fields);
  }

  private Batch compaction(HookEvent event) {
    Fields fields =
        Fields.builder()
            .set(SpanField.PARENT, event.root())
            .set(SpanField.KIND, SpanKind.INTERNAL)
            .set(SpanField.NAME, "compaction")
            .set(SpanField.STATUS, SpanStatus.OK)
            .set(SpanField.STARTED_AT, event.at())
            .set(SpanField.ENDED_AT, event.at())
            .set(
                SpanField.ATTRIBUTES,
                Json.text(JsonObject.builder().put("trigger", event.text("trigger")).build()))
            .build();
    return event.turn().turn() == null
        ? NOTHING
        : batch(event, SpanId.derived(event.traceId(), "compaction\n" + event.at()), fields);
  }

  private Batch batch(HookEvent event, SpanId id, Fields span) {
    String directory = event.text("cwd");
    JsonValue roots = event.json().get("workspace_roots");
    if (directory == null
        && roots instanceof JsonArray array
        && !array.elements().isEmpty()
        && array.elements().get(0) instanceof JsonString first) {
      directory = first.value();
    }
    Fields run =
        Fields.builder()
            .set(RunField.AGENT, event.client().word())
            .set(RunField.SESSION_ID, event.session())
            .set(RunField.PROJECT, directory == null ? null : projects.apply(directory))
            .build();
    RunDraft draft = new RunDraft(event.traceId(), event.root(), run, event.turn());
    SpanDraft told = new SpanDraft(event.traceId(), id, span);
    return new Batch(
        List.of(draft),
        id.equals(event.root()) ? List.of(told) : List.of(unasked(event), told),
        List.of());
  }

  /** The turn itself as long as nobody has told what was asked. */
  private static SpanDraft unasked(HookEvent event) {
    Fields least =
        Fields.builder()
            .set(SpanField.KIND, SpanKind.AGENT)
            .set(SpanField.NAME, event.client().title())
            .set(SpanField.STATUS, event.late() ? null : SpanStatus.RUNNING)
            .set(SpanField.STARTED_AT, event.at())
            .build();
    return new SpanDraft(event.traceId(), event.root(), least).laid(SpanDraft.Laying.UNDER);
  }

  private static String sessionOf(HookEvent event) {
    return event.client().word() + "\n" + event.session();
  }

  private static @Nullable Payload payload(@Nullable JsonValue value) {
    return value == null || value == JsonNull.NULL ? null : PayloadJson.read(value);
  }

  private static @Nullable Duration duration(HookEvent event, String member) {
    OptionalLong milliseconds =
        event.json().get(member) instanceof JsonNumber number
            ? number.whole()
            : OptionalLong.empty();
    boolean sound =
        milliseconds.isPresent()
            && milliseconds.getAsLong() >= 0
            && milliseconds.getAsLong() <= MOST_MILLISECONDS
            && !event.at().minusMillis(milliseconds.getAsLong()).isBefore(Instant.EPOCH);
    return sound ? Duration.ofMillis(milliseconds.getAsLong()) : null;
  }
}
