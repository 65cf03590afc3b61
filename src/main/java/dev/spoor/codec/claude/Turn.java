package dev.spoor.codec.claude;

import dev.spoor.codec.PayloadJson;
import dev.spoor.codec.RunJson;
import dev.spoor.codec.session.Place;
import dev.spoor.codec.session.Rest;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.Git;
import dev.spoor.model.Payload;
import dev.spoor.model.RunDraft;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a session, which is one run: from what a person asked to the next time. It has ended
 * when the next turn begins, when Claude Code says so, when the user stops it, and when the model
 * has had the last word, which a later line may take back.
 */
final class Turn {
  /** What trace ids of Claude Code's turns are derived from. */
  static final String SOURCE = "claude-code";

  private static final String NO_TITLE = "Claude Code";

  private final TranscriptLine opening;
  private final String session;
  private final @Nullable String key;
  private final Place place;
  private final Conversation talk;
  private final @Nullable String project;
  private boolean closed;
  private boolean stopped;
  private @Nullable String halt;
  private @Nullable TranscriptLine interruption;
  private @Nullable String title;
  private boolean changed = true;

  /**
   * A turn that begins.
   *
   * @param opening what was asked, or the first line of a file that begins in the middle
   * @param key names the turn in its session; null when nobody asked
   * @param talk what is said in it
   * @param projects the project of a working directory
   * @param title what the session is called; null while it has no name
   */
  Turn(
      TranscriptLine opening,
      String session,
      @Nullable String key,
      Conversation talk,
      UnaryOperator<String> projects,
      @Nullable String title) {
    this.opening = opening;
    this.session = session;
    this.key = key;
    TraceId traceId = TraceId.derived(SOURCE, session, key);
    this.place = new Place(traceId, RunJson.rootOf(traceId));
    this.talk = talk;
    String directory = opening.text("cwd");
    this.project = directory == null ? null : projects.apply(directory);
    this.title = title;
    talk.belongTo(place);
  }

  Conversation talk() {
    return talk;
  }

  Place place() {
    return place;
  }

  Instant startedAt() {
    return talk.startedAt();
  }

  /** What Claude Code calls the prompt; null in old versions. */
  @Nullable String promptId() {
    return opening.text("promptId");
  }

  /** A line of it was read, so that its root is to be told again. */
  void touch() {
    changed = true;
  }

  /** The conversation goes on, whatever had ended it. */
  void goOn() {
    stopped = false;
    interruption = null;
    halt = null;
    changed = true;
  }

  /** Claude Code says that the turn is over. */
  void stop(TranscriptLine line) {
    talk.last(line);
    stopped = true;
    if (line.says("preventedContinuation")) {
      halt = "stop hook";
    }
  }

  /** The user stopped the agent. */
  void interrupt(TranscriptLine line) {
    interruption = line;
  }

  /** The next turn has begun. */
  void close() {
    closed = true;
    changed = true;
  }

  /** The session has a name. */
  void call(@Nullable String name) {
    title = name;
    changed = true;
  }

  private SpanStatus status() {
    if (interruption != null) {
      return SpanStatus.CANCELLED;
    } else if (talk.failure() != null) {
      return SpanStatus.ERROR;
    } else if (stopped || talk.isAtRest()) {
      return SpanStatus.OK;
    }
    return closed ? SpanStatus.CANCELLED : SpanStatus.RUNNING;
  }

  /** When it ended; null while it runs. */
  @Nullable Instant endedAt() {
    return status() == SpanStatus.RUNNING ? null : talk.lastAt();
  }

  private @Nullable String haltReason() {
    if (interruption != null) {
      return "interrupted by the user";
    }
    TranscriptLine failure = talk.failure();
    if (failure != null) {
      return Objects.requireNonNullElse(failure.text("error"), "api error");
    }
    if (halt != null) {
      return halt;
    }
    return status() == SpanStatus.CANCELLED ? "broken off" : talk.stopReason();
  }

  /** Tells tools that nobody waits for them any more, when that is so. */
  void settle() {
    talk.steps().giveUpTools(endedAt());
  }

  /** Whether run and root are to be told again. */
  boolean isChanged() {
    return changed || talk.steps().wasAnsweredLate();
  }

  /** Forgets that anything has changed. */
  void forgetChanges() {
    changed = false;
    talk.steps().forgetChanges();
  }

  /** The run. */
  RunDraft run() {
    Fields.Builder fields =
        Fields.builder()
            .set(RunField.AGENT, SOURCE)
            .set(RunField.PROJECT, project)
            .set(RunField.SESSION_ID, session)
            .set(RunField.RELEASE, opening.text("version"))
            .set(RunField.GIT, git())
            .set(RunField.METADATA, Json.text(metadata()));
    setOrClear(fields, RunField.HALT_REASON, haltReason());
    return new RunDraft(place.traceId(), place.agent(), fields.build(), turnKey());
  }

  /** A time is no key: it only tells turns of one file apart. */
  private TurnKey turnKey() {
    boolean named = opening.text("promptId") != null || opening.text("uuid") != null;
    return new TurnKey(SOURCE, session, named ? key : null);
  }

  /** The branch; {@code HEAD} is what git answers when there is none. */
  private @Nullable Git git() {
    String branch = opening.text("gitBranch");
    return branch == null || branch.equals("HEAD") ? null : new Git(null, branch, null);
  }

  private JsonObject metadata() {
    return JsonObject.builder()
        .put("session_name", title)
        .put("prompt_id", opening.text("promptId"))
        .put("prompt_uuid", opening.text("uuid"))
        .put("cwd", opening.text("cwd"))
        .put("entrypoint", opening.text("entrypoint"))
        .put("permission_mode", opening.text("permissionMode"))
        .build();
  }

  /** The root, which is the agent at work. */
  SpanDraft root() {
    changed = false;
    boolean asked = opening.type() == LineType.USER;
    Fields.Builder fields =
        Fields.builder()
            .set(SpanField.KIND, SpanKind.AGENT)
            .set(SpanField.NAME, asked ? Title.of(opening.words(), NO_TITLE) : NO_TITLE)
            .set(SpanField.STATUS, status())
            .set(SpanField.STARTED_AT, talk.startedAt());
    if (!talk.events().elements().isEmpty()) {
      fields.set(SpanField.EVENTS, Json.text(talk.events()));
    }
    if (asked) {
      JsonValue content = opening.message().get("content");
      fields.set(SpanField.INPUT, content == null ? null : PayloadJson.read(content));
    }
    String text = talk.lastText();
    fields.set(SpanField.OUTPUT, text == null ? null : Payload.text(text));
    setOrClear(fields, SpanField.ENDED_AT, endedAt());
    TranscriptLine failure = talk.failure();
    setOrClear(
        fields,
        SpanField.ERROR,
        failure == null ? null : new SpanError(haltReason(), failure.words(), null));
    setOrClear(fields, SpanField.ATTRIBUTES, Rest.text(attributes()));
    return new SpanDraft(place.traceId(), place.agent(), fields.build());
  }

  private JsonObject attributes() {
    JsonObject.Builder attributes = JsonObject.builder();
    if (opening.type() == LineType.USER) {
      opening.rest().members().forEach(attributes::put);
    }
    List<JsonValue> unread =
        closed ? List.of() : talk.unread().stream().filter(this::isFurtherMessage).toList();
    if (!unread.isEmpty()) {
      attributes.put("unanswered_messages", new JsonArray(unread));
    }
    return attributes.build();
  }

  /** Whether it is neither what was asked first nor results, which their calls have. */
  private boolean isFurtherMessage(JsonValue message) {
    return message instanceof JsonObject object
        && !object.equals(opening.message())
        && "user".equals(object.text("role"))
        && object.array("content").elements().stream().noneMatch(UserWords::isResult);
  }

  private static <T> void setOrClear(Fields.Builder fields, Field<T> field, @Nullable T value) {
    if (value == null) {
      fields.clear(field);
    } else {
      fields.set(field, value);
    }
  }
}
