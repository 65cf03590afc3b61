package dev.spoor.forward;

import dev.spoor.codec.otlp.OtlpAnswer;
import dev.spoor.http.DistantServer;
import dev.spoor.http.DistantServer.Reply;
import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sends parcels until the receiver took or refused each span. A span that it refuses is found by
 * halving and left out; what concerns the receiver itself, such as a wrong key, is waited for. Not
 * thread-safe.
 */
final class Delivery {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Map<String, String> PACKED_JSON =
      Map.of("Content-Type", "application/json", "Content-Encoding", "gzip");

  /** These refuse who asks, where, or how, and not what he brings. */
  private static final Set<Integer> OF_THE_RECEIVER =
      Set.of(401, 402, 403, 404, 405, 406, 407, 415);

  private static final int REDIRECTIONS = 300;
  private static final int MISTAKES = 400;
  private static final int FAULTS = 500;

  /** A fault may be one of the span's: then the others must not wait for it for ever. */
  private static final int MOST_FAULTS = 5;

  private static final int MOST_SAID = 20;
  private static final int LONGEST_SAID = 300;

  private final Target target;
  private final String storeId;
  private final Surroundings around;
  private final CountDownLatch end;
  private final Predicate<TraceId> isStored;
  private final Consumer<@Nullable String> trouble;
  private final DistantServer receiver;
  private boolean away;

  /** Unless somebody said so before, an earlier process may have left trouble behind. */
  private boolean known;

  private int said;
  private long refused;

  /**
   * Sends nothing yet.
   *
   * @param storeId names the store that spans come from
   * @param end when it comes, waiting ends
   * @param isStored whether a run is there still: what was erased meanwhile is not sent
   * @param trouble hears why nothing arrives, and null when it does again
   */
  Delivery(
      Target target,
      String storeId,
      Surroundings around,
      CountDownLatch end,
      Predicate<TraceId> isStored,
      Consumer<@Nullable String> trouble) {
    this.target = target;
    this.storeId = storeId;
    this.around = around;
    this.end = end;
    this.isStored = isStored;
    this.trouble = trouble;
    this.receiver = new DistantServer(target.address(), target.headers(), PATIENCE, around.clock());
  }

  /**
   * Sends, however long that takes.
   *
   * @throws InterruptedException when the end comes before
   */
  void deliver(Parcel all) throws InterruptedException {
    Parcel parcel = all;
    Reply reply = receiver.post("", PACKED_JSON, parcel.packed(storeId));
    for (int failures = 1; passes(reply, failures); failures++) {
      around.meter().failed();
      isAway(reply);
      pause(around.pace().pause(failures, reply.pause(), around.random()));
      parcel = parcel.ofRuns(isStored);
      if (parcel.size() == 0) {
        return;
      }
      reply = receiver.post("", PACKED_JSON, parcel.packed(storeId));
    }
    isBack();
    if (reply.done()) {
      taken(parcel, reply);
    } else if (parcel.size() == 1) {
      Span span = parcel.spans().get(0).span();
      refuse(span.traceId(), span.spanId(), "status " + reply.status() + words(reply));
    } else {
      deliver(parcel.firstHalf());
      deliver(parcel.secondHalf());
    }
  }

  /** Whether the same request is to be sent again. */
  private static boolean passes(Reply reply, int failures) {
    int status = reply.status();
    return reply.passing()
        || OF_THE_RECEIVER.contains(status)
        || (status >= REDIRECTIONS && status < MISTAKES)
        || (status >= FAULTS && failures < MOST_FAULTS);
  }

  private void pause(Duration length) throws InterruptedException {
    if (end.await(length.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new InterruptedException("the end came");
    }
  }

  private void isAway(Reply reply) {
    if (!away) {
      away = true;
      known = true;
      String why =
          (reply.status() == 0 ? "nobody answers" : "it answers " + reply.status()) + words(reply);
      around
          .said()
          .accept(target + " takes nothing at the moment: " + why + "; what is recorded waits");
      trouble.accept(why);
    }
  }

  private void isBack() {
    if (away) {
      around.said().accept(target + " is back");
    }
    if (away || !known) {
      trouble.accept(null);
    }
    away = false;
    known = true;
  }

  private void taken(Parcel parcel, Reply reply) {
    OtlpAnswer.Partial partial = OtlpAnswer.partial(reply.body());
    long left = Math.min(partial.rejected(), parcel.size());
    around.meter().sent(parcel.size() - left);
    if (left > 0) {
      count(left);
      say("did not take " + left + " of " + parcel.size() + " spans: " + cut(partial.message()));
    } else if (!partial.message().isEmpty()) {
      say("says: " + cut(partial.message()));
    }
  }

  /** Leaves a span out. */
  void refuse(TraceId run, SpanId span, String why) {
    count(1);
    say("does not get span %s of run %s: %s".formatted(span, run.runId(), cut(why)));
  }

  private void count(long spans) {
    refused += spans;
    around.meter().refused(spans);
  }

  /** How many spans were refused since this was asked last. */
  long refused() {
    long count = refused;
    refused = 0;
    return count;
  }

  private void say(String what) {
    said++;
    if (said <= MOST_SAID) {
      String last = said == MOST_SAID ? "; from now on that is only counted, see /metrics" : "";
      around.said().accept(target + " " + what + last);
    }
  }

  private static String words(Reply reply) {
    return reply.body().isBlank() ? "" : " (" + cut(reply.body()) + ")";
  }

  /** A line of what somebody else wrote. */
  private static String cut(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= LONGEST_SAID ? line : line.substring(0, LONGEST_SAID) + "...";
  }
}
