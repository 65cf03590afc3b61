package dev.spoor.codec.gemini;

import dev.spoor.codec.PayloadJson;
import dev.spoor.codec.RunJson;
import dev.spoor.codec.session.AgentWork;
import dev.spoor.codec.session.FirstLine;
import dev.spoor.codec.session.GrowingSpan;
import dev.spoor.codec.session.Place;
import dev.spoor.json.Json;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Fields;
import dev.spoor.model.Payload;
import dev.spoor.model.RunDraft;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TurnKey;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a session, which is one run: from what a person asked to the next time. It has ended
 * when the next turn begins, and when the model has had the last word, which a later message may
 * take back.
 */
final class Turn {
  /** What trace ids of Gemini CLI's turns are derived from. */
  static final String SOURCE = "gemini-cli";

  private static final String NO_TITLE = "Gemini CLI";
  private static final String CANCELLED = "Request cancelled";

  private final TurnKey key;
  private final Place place;
  private final Chat chat;
  private final GrowingSpan root;
  private boolean closed;
  private boolean rewound;
  private @Nullable RunDraft told;

  /**
   * A turn that begins.
   *
   * @param key the id of what was asked; without a turn when nobody asked
   */
  Turn(TurnKey key, Chat chat) {
    this.key = key;
    this.place = new Place(key.traceId(), RunJson.rootOf(key.traceId()));
    this.chat = chat;
    this.root = new GrowingSpan("root", SpanKind.AGENT, NO_TITLE, chat.work().startedAt());
    chat.work().belongTo(place);
  }

  Chat chat() {
    return chat;
  }

  Place place() {
    return place;
  }

  /** The next turn has begun. */
  void close() {
    closed = true;
  }

  /** The user went back to before it. */
  void rewind() {
    rewound = true;
    closed = true;
  }

  private SpanStatus status() {
    Message last = chat.last();
    if (last != null && last.is("error")) {
      return SpanStatus.ERROR;
    } else if (chat.isAtRest()) {
      return SpanStatus.OK;
    }
    return closed || isCancelled() ? SpanStatus.CANCELLED : SpanStatus.RUNNING;
  }

  private boolean isCancelled() {
    Message last = chat.lastOfAny();
    return last != null && last.is("info") && last.words().startsWith(CANCELLED);
  }

  private @Nullable String haltReason() {
    return switch (status()) {
      case ERROR -> "error";
      case CANCELLED -> isCancelled() ? "interrupted by the user" : "broken off";
      default -> null;
    };
  }

  /** When it ended; null while it runs. */
  @Nullable Instant endedAt() {
    return status() == SpanStatus.RUNNING ? null : chat.work().lastAt();
  }

  /** Whether nothing of it is to come, as far as is known, and its last sign is not before that. */
  boolean isOverAfter(Instant at) {
    Instant end = endedAt();
    return closed || (end != null && !end.isBefore(at));
  }

  /** Works out how it stands. */
  void settle() {
    Instant end = endedAt();
    chat.settle(end);
    if (end == null) {
      root.goOn();
    } else {
      root.end(end, status());
    }
    Message asked = chat.first();
    boolean isAsked = asked != null && asked.asks();
    JsonValue content = isAsked && asked != null ? asked.content() : null;
    root.set(
        SpanField.NAME,
        isAsked && asked != null ? FirstLine.of(asked.words(), NO_TITLE) : NO_TITLE);
    root.set(SpanField.INPUT, content == null ? null : PayloadJson.read(content));
    String text = chat.lastText();
    root.set(SpanField.OUTPUT, text == null ? null : Payload.text(text));
    Message last = chat.last();
    root.set(
        SpanField.ERROR,
        last != null && last.is("error") ? new SpanError("error", last.words(), null) : null);
    chat.work().tellEvents(root);
  }

  /** Forgets that anything has changed. */
  void forgetChanges(RunDraft now) {
    told = now;
    drainSpans(span -> {});
  }

  /** Hands over what is new or changed. */
  void drain(RunDraft now, Consumer<RunDraft> runs, Consumer<SpanDraft> spans) {
    if (!now.equals(told)) {
      runs.accept(now);
      told = now;
    }
    drainSpans(spans);
  }

  private void drainSpans(Consumer<SpanDraft> spans) {
    AgentWork.drain(root, place, null, spans);
    chat.work().drain(spans);
  }

  /**
   * The run.
   *
   * @param project where it worked; null when unknown
   */
  RunDraft run(@Nullable String project, JsonObject session) {
    JsonObject metadata =
        JsonObject.builder()
            .put("session_name", session.get("summary"))
            .put("message_id", key.turn())
            .put("project_hash", session.get("projectHash"))
            .put("directories", session.get("directories"))
            .put("rewound", rewound ? JsonBoolean.of(true) : null)
            .build();
    Fields.Builder fields =
        Fields.builder()
            .set(RunField.AGENT, SOURCE)
            .set(RunField.PROJECT, project)
            .set(RunField.SESSION_ID, key.session())
            .set(RunField.METADATA, Json.text(metadata));
    String halt = haltReason();
    if (halt == null) {
      fields.clear(RunField.HALT_REASON);
    } else {
      fields.set(RunField.HALT_REASON, halt);
    }
    return new RunDraft(place.traceId(), place.agent(), fields.build(), key);
  }
}
