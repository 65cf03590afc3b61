package dev.spoor.store.sqlite;

import dev.spoor.model.SpanId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the writer remembers of one run's payloads to make the next ones from. It is a hint: what is
 * remembered may have been changed by another process, and is compared with the file before use.
 */
final class RunPayloads {
  /** Of conversations that go on side by side, whether their lanes are told or not. */
  private static final int MOST_INPUTS = 8;

  private static final int MOST_ANSWERS = 32;
  private static final int MOST_REPEATS = 4_096;

  private final Map<Long, Known> inputs = new LinkedHashMap<>();
  private final Map<Optional<SpanId>, Deque<Known>> answers = new HashMap<>();
  private final Map<Fingerprint, ReusablePayload> repeats =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Fingerprint, ReusablePayload> eldest) {
          return size() > MOST_REPEATS;
        }
      };

  private record Fingerprint(int rawBytes, long crc32c) {}

  /** A payload, with its bytes when they are at hand. */
  static final class Known {
    private final ReusablePayload payload;
    private byte @Nullable [] bytes;

    Known(ReusablePayload payload, byte @Nullable [] bytes) {
      this.payload = payload;
      this.bytes = bytes;
    }

    ReusablePayload payload() {
      return payload;
    }

    byte @Nullable [] bytes() {
      return bytes;
    }

    void bytes(byte[] found) {
      this.bytes = found;
    }
  }

  /** Remembers a payload that was stored after those remembered before. */
  void add(ReusablePayload payload, byte @Nullable [] bytes) {
    Optional<SpanId> lane = Optional.ofNullable(payload.lane());
    if (payload.isModelInput()) {
      inputs.put(payload.id(), new Known(payload, bytes));
      if (inputs.size() > MOST_INPUTS) {
        inputs.remove(inputs.keySet().iterator().next());
      }
    } else if (payload.isAnswer()) {
      Deque<Known> ofLane = answers.computeIfAbsent(lane, key -> new ArrayDeque<>());
      ofLane.addLast(new Known(payload, bytes));
      if (ofLane.size() > MOST_ANSWERS) {
        ofLane.removeFirst();
      }
    }
    if (payload.encoding() != PayloadEncoding.SAME) {
      repeats.put(new Fingerprint(payload.rawBytes(), payload.crc32c()), payload);
    }
  }

  /** Forgets an input that another one continues. */
  void leave(long input) {
    inputs.remove(input);
  }

  /** The last input of each conversation, those of the lane first, then from new to old. */
  List<Known> inputs(@Nullable SpanId lane) {
    List<Known> ofLane = new ArrayList<>();
    List<Known> others = new ArrayList<>();
    for (Known input : inputs.values()) {
      (Objects.equals(input.payload().lane(), lane) ? ofLane : others).add(0, input);
    }
    ofLane.addAll(others);
    return ofLane;
  }

  /** The last answers of the lane's calls, the oldest first. */
  List<Known> answers(@Nullable SpanId lane) {
    return List.copyOf(answers.getOrDefault(Optional.ofNullable(lane), new ArrayDeque<>()));
  }

  /** A payload that seems to have the same bytes; null when none has. */
  @Nullable ReusablePayload repeated(int rawBytes, long crc32c) {
    return repeats.get(new Fingerprint(rawBytes, crc32c));
  }

  /** How many bytes it keeps in memory, about. */
  long bytes() {
    long bytes = 0;
    for (Known input : inputs.values()) {
      bytes += input.payload().rawBytes();
    }
    for (Deque<Known> ofLane : answers.values()) {
      for (Known answer : ofLane) {
        bytes += answer.payload().rawBytes();
      }
    }
    return bytes + repeats.size() * 100L;
  }
}
