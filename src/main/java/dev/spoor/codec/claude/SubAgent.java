package dev.spoor.codec.claude;

import dev.spoor.codec.PayloadJson;
import dev.spoor.codec.session.Place;
import dev.spoor.codec.session.Rest;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Fields;
import dev.spoor.model.Payload;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One task of a sub-agent: from what it was asked to the next time. It hangs under the call that
 * began it; one without such a call, as the helper that compacts a conversation, is a span of its
 * own under the turn's root.
 */
final class SubAgent {
  private static final String COMPACTION_HELPER = "acompact-";

  private final String id;
  private final int number;
  private final Conversation talk;
  private @Nullable TranscriptLine opening;
  private @Nullable ToolUse beginner;
  private @Nullable Turn turn;
  private @Nullable Fields told;
  private JsonObject description = JsonObject.EMPTY;

  /**
   * A task that begins.
   *
   * @param id the sub-agent
   * @param number which of its tasks it is, from 1
   */
  SubAgent(String id, int number, Conversation talk) {
    this.id = id;
    this.number = number;
    this.talk = talk;
  }

  private String key() {
    return number == 1 ? id : id + "\n" + number;
  }

  String id() {
    return id;
  }

  Conversation talk() {
    return talk;
  }

  /** It was asked; what came before repeats others' lines. */
  void ask(TranscriptLine line) {
    opening = line;
    if (line.time() != null) {
      talk.startAt(line.time());
    }
  }

  /** What it was asked, as text; empty when it was not asked. */
  String prompt() {
    return opening == null ? "" : opening.words();
  }

  @Nullable String promptId() {
    return opening == null ? null : opening.text("promptId");
  }

  /** Says what its file beside the transcript says of it. */
  void describe(JsonObject told) {
    description = told;
  }

  /** Hangs it under the call that began it. */
  void placeUnder(ToolUse tool, Place caller, Turn where) {
    beginner = tool;
    turn = where;
    talk.belongTo(new Place(caller.traceId(), SpanId.derived(caller.traceId(), tool.key())));
  }

  /** Hangs it under the root of the turn in which it worked. */
  void placeIn(Turn where) {
    turn = where;
    talk.belongTo(
        new Place(where.place().traceId(), SpanId.derived(where.place().traceId(), key())));
  }

  @Nullable Turn turn() {
    return turn;
  }

  /** Its own span, if it has one and if that is news; null otherwise. */
  @Nullable SpanDraft ownSpan() {
    Place place = talk.place();
    if (place == null || turn == null || beginner != null) {
      return null;
    }
    Fields fields = fields(turn.place().agent());
    boolean news = !fields.equals(told);
    told = fields;
    return news ? new SpanDraft(place.traceId(), place.agent(), fields) : null;
  }

  /** Tells whoever began it how far it is, and its tools when nobody waits any more. */
  void settle() {
    if (beginner != null) {
      beginner.owner().steps().tell(beginner, talk.lastAt(), talk.events());
    }
    talk.steps().giveUpTools(isOver() ? talk.lastAt() : null);
  }

  private boolean isOver() {
    return turn != null && turn.endedAt() != null;
  }

  private Fields fields(SpanId parent) {
    Fields.Builder fields =
        Fields.builder()
            .set(SpanField.PARENT, parent)
            .set(SpanField.KIND, SpanKind.AGENT)
            .set(SpanField.NAME, name())
            .set(SpanField.STATUS, status())
            .set(SpanField.STARTED_AT, talk.startedAt())
            .set(SpanField.AGENT, description.text("agentType"))
            .set(SpanField.ATTRIBUTES, Json.text(attributes()));
    if (status() == SpanStatus.RUNNING) {
      fields.clear(SpanField.ENDED_AT);
    } else {
      Instant end = talk.lastAt();
      fields.set(SpanField.ENDED_AT, end.isBefore(talk.startedAt()) ? talk.startedAt() : end);
    }
    JsonValue asked = opening == null ? null : opening.message().get("content");
    fields.set(SpanField.INPUT, asked == null ? null : PayloadJson.read(asked));
    String text = talk.lastText();
    fields.set(SpanField.OUTPUT, text == null ? null : Payload.text(text));
    if (!talk.events().elements().isEmpty()) {
      fields.set(SpanField.EVENTS, Json.text(talk.events()));
    }
    return fields.build();
  }

  private SpanStatus status() {
    if (talk.isAtRest()) {
      return SpanStatus.OK;
    }
    return isOver() ? SpanStatus.CANCELLED : SpanStatus.RUNNING;
  }

  private String name() {
    if (id.startsWith(COMPACTION_HELPER)) {
      return "compaction helper";
    }
    String told = description.text("description");
    return told == null || told.isBlank() ? Title.of(prompt(), "agent " + id) : told;
  }

  private JsonObject attributes() {
    JsonObject.Builder attributes = JsonObject.builder().put("agent_id", id);
    return attributes.put("described", Rest.orNull(description)).build();
  }
}
