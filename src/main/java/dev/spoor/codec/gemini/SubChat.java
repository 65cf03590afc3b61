package dev.spoor.codec.gemini;

import dev.spoor.codec.PayloadJson;
import dev.spoor.codec.session.AgentWork;
import dev.spoor.codec.session.GrowingSpan;
import dev.spoor.codec.session.Oddities;
import dev.spoor.codec.session.Place;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Payload;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A sub-agent's messages. They hang under the call that began it, which is told when it is over;
 * one without such a call is a span of its own under the turn in which it worked.
 */
final class SubChat {
  private final String id;
  private final Oddities oddities;
  private @Nullable Chat chat;
  private @Nullable Turn turn;
  private @Nullable GrowingSpan own;

  SubChat(String id, Oddities oddities) {
    this.id = id;
    this.oddities = oddities;
  }

  /** One more message. */
  void put(Message message) {
    Chat known = chat;
    if (known == null) {
      Instant at = Objects.requireNonNullElse(message.time(), Instant.EPOCH);
      known = new Chat(at, oddities);
      chat = known;
    }
    known.put(message);
  }

  /** Finds its place among the turns of its session, if that is known by now. */
  void place(Turns turns) {
    Chat known = chat;
    if (known == null || turn != null) {
      return;
    }
    for (Turn candidate : turns.inOrder()) {
      String beginner = candidate.chat().beginner(id);
      if (beginner != null) {
        belongTo(candidate, beginner);
        return;
      }
    }
    Turn during = turns.during(known.work().startedAt());
    if (during != null && during.isOverAfter(known.work().lastAt())) {
      own = new GrowingSpan(id, SpanKind.AGENT, "agent " + id, known.work().startedAt());
      belongTo(during, id);
    }
  }

  private void belongTo(Turn where, String key) {
    turn = where;
    Place place = where.place();
    if (chat != null) {
      chat.work().belongTo(new Place(place.traceId(), SpanId.derived(place.traceId(), key)));
    }
  }

  /** Works out how it stands. */
  void settle() {
    Chat known = chat;
    if (known == null || turn == null) {
      return;
    }
    boolean over = known.isAtRest() || turn.endedAt() != null;
    known.settle(over ? known.work().lastAt() : null);
    if (own != null) {
      own.end(known.work().lastAt(), known.isAtRest() ? SpanStatus.OK : SpanStatus.CANCELLED);
      Message first = known.first();
      JsonValue asked = first == null ? null : first.content();
      own.set(SpanField.INPUT, asked == null ? null : PayloadJson.read(asked));
      String text = known.lastText();
      own.set(SpanField.OUTPUT, text == null ? null : Payload.text(text));
      known.work().tellEvents(own);
    }
  }

  /** Hands over what is new or changed. */
  void drain(Consumer<SpanDraft> spans) {
    Chat known = chat;
    if (known == null || turn == null) {
      return;
    }
    if (own != null && known.work().place() != null) {
      AgentWork.drain(own, known.work().place(), turn.place().agent(), spans);
    }
    known.work().drain(spans);
  }
}
