package dev.spoor.codec.codex;

import dev.spoor.codec.PayloadJson;
import dev.spoor.codec.RunJson;
import dev.spoor.codec.session.AgentWork;
import dev.spoor.codec.session.GrowingSpan;
import dev.spoor.codec.session.Place;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
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
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a session, which is one run: from what a person asked to the next time. It has ended
 * when Codex says so, when the next turn begins, when the user stops it, and in files that do not
 * tell when the model has had the last word, which a later line may take back.
 */
final class Turn {
  /** What trace ids of Codex's turns are derived from. */
  static final String SOURCE = "codex";

  private static final String NO_TITLE = "Codex";

  private final TurnKey key;
  private final TurnContext context;
  private final UnaryOperator<String> projects;
  private final Place place;
  private final Talk talk;
  private final GrowingSpan root;
  private TurnContext latest;
  private boolean closed;
  private boolean complete;
  private @Nullable String aborted;
  private @Nullable RunDraft told;

  /**
   * A turn that begins.
   *
   * @param key what Codex calls it; without a turn for files of versions that name none
   * @param traceId the run
   * @param projects the project of a working directory
   */
  Turn(
      TurnKey key,
      TraceId traceId,
      TurnContext context,
      Talk talk,
      UnaryOperator<String> projects) {
    this.key = key;
    this.context = context;
    this.latest = context;
    this.projects = projects;
    this.place = new Place(traceId, RunJson.rootOf(traceId));
    this.talk = talk;
    this.root = new GrowingSpan("root", SpanKind.AGENT, NO_TITLE, talk.work().startedAt());
    talk.work().belongTo(place);
  }

  @Nullable String id() {
    return key.turn();
  }

  Talk talk() {
    return talk;
  }

  Place place() {
    return place;
  }

  /** The session of the run. */
  String session() {
    return key.session();
  }

  void use(TurnContext now) {
    latest = now;
    talk.use(now);
  }

  /** Codex says that it is over. */
  void complete(RolloutLine line) {
    talk.work().at(line.time());
    complete = true;
  }

  /** It was stopped. */
  void abort(RolloutLine line) {
    talk.work().at(line.time());
    aborted = Objects.requireNonNullElse(line.text("reason"), "aborted");
  }

  /** The conversation goes on, whatever had ended it. */
  void goOn() {
    complete = false;
    aborted = null;
  }

  /** The next turn has begun. */
  void close() {
    closed = true;
  }

  /** Whether nothing more belongs to it but what names it. */
  boolean isOver() {
    return complete || aborted != null;
  }

  private SpanStatus status() {
    if (aborted != null) {
      return SpanStatus.CANCELLED;
    } else if (talk.failure() != null) {
      return SpanStatus.ERROR;
    } else if (complete || talk.isAtRest()) {
      return SpanStatus.OK;
    }
    return closed ? SpanStatus.CANCELLED : SpanStatus.RUNNING;
  }

  private @Nullable String haltReason() {
    if (aborted != null) {
      return aborted;
    } else if (talk.failure() != null) {
      JsonValue info = talk.failure().get("codex_error_info");
      return info == null ? "error" : info.write().replace("\"", "");
    }
    return status() == SpanStatus.CANCELLED ? "broken off" : null;
  }

  /** When it ended; null while it runs. */
  @Nullable Instant endedAt() {
    return status() == SpanStatus.RUNNING ? null : talk.work().lastAt();
  }

  /** Works out how it stands. */
  void settle() {
    Instant end = endedAt();
    if (end == null) {
      root.goOn();
    } else {
      root.end(end, status());
    }
    talk.giveUpTools(end);
    talk.work().tellEvents(root);
    String asked = talk.asked();
    root.set(SpanField.NAME, asked == null ? NO_TITLE : Words.title(asked, NO_TITLE));
    JsonValue prompt = talk.prompt();
    root.set(SpanField.INPUT, prompt == null ? null : PayloadJson.read(prompt));
    String text = talk.lastText();
    root.set(SpanField.OUTPUT, text == null ? null : Payload.text(text));
    root.set(
        SpanField.ERROR,
        talk.failure() == null || status() != SpanStatus.ERROR
            ? null
            : new SpanError(haltReason(), Talk.message(talk.failure()), null));
    boolean unanswered = !closed && !talk.unread().isEmpty() && talk.lastText() == null;
    root.attribute("unanswered_messages", unanswered ? new JsonArray(talk.unread()) : null);
  }

  /** Forgets that anything has changed. */
  void forgetChanges() {
    told = run();
    drainSpans(span -> {});
  }

  /** Hands over what is new or changed. */
  void drain(Consumer<RunDraft> runs, Consumer<SpanDraft> spans) {
    RunDraft now = run();
    if (!now.equals(told)) {
      runs.accept(now);
      told = now;
    }
    drainSpans(spans);
  }

  private void drainSpans(Consumer<SpanDraft> spans) {
    AgentWork.drain(root, place, null, spans);
    talk.work().drain(spans);
    talk.work().forgetPayloads();
  }

  private RunDraft run() {
    String directory = latest.directory();
    Fields.Builder fields =
        Fields.builder()
            .set(RunField.AGENT, SOURCE)
            .set(RunField.PROJECT, directory == null ? null : projects.apply(directory))
            .set(RunField.SESSION_ID, key.session())
            .set(RunField.RELEASE, context.meta().text("cli_version"))
            .set(RunField.GIT, context.git())
            .set(RunField.METADATA, Json.text(latest.metadata(key.turn())));
    String halt = haltReason();
    if (halt == null) {
      fields.clear(RunField.HALT_REASON);
    } else {
      fields.set(RunField.HALT_REASON, halt);
    }
    return new RunDraft(place.traceId(), place.agent(), fields.build(), key);
  }
}
