package dev.spoor.remote;

import dev.spoor.http.DistantServer;
import dev.spoor.http.DistantServer.Reply;
import dev.spoor.http.Identity;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.remote.RemoteReply.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The server elsewhere. Before it is told anything, the token included, it has to say that it is
 * the one meant; after a failure it says so again. While it is away it is not waited for at every
 * request. Thread-safe; connects when first asked.
 */
public final class RemoteServer {
  /** How long somebody who waits for the answer to a write is let wait. */
  public static final Duration SHORT = Duration.ofSeconds(5);

  /** How long what may be large, or takes work there, may take. */
  public static final Duration LONG = Duration.ofSeconds(30);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final int MOST_WORDS = 300;
  private static final int MOST_DOUBLINGS = 4;
  private static final int MISDIRECTED = 421;
  private static final Set<Integer> NOT_LET_IN = Set.of(401, 403);

  private final RemoteAddress address;
  private final String product;
  private final String version;
  private final InstantSource clock;
  private final DistantServer unnamed;
  private boolean known;
  private int failures;
  private Instant askAgainAt = Instant.MIN;
  private String lastFailure = "";

  /**
   * Asks nothing yet.
   *
   * @param product what the server has to say it is
   * @param version of this program, with which the server's has to go
   */
  public RemoteServer(RemoteAddress address, String product, String version, InstantSource clock) {
    this.address = address;
    this.product = product;
    this.version = version;
    this.clock = clock;
    this.unnamed = new DistantServer(address.url(), Map.of(), SHORT, clock);
  }

  /** Where it is. */
  public RemoteAddress address() {
    return address;
  }

  /** Reads. */
  public RemoteReply get(String pathAndQuery, Duration patience) throws InterruptedException {
    return ask(server -> server.get(pathAndQuery), patience);
  }

  /** Sends a body. */
  public RemoteReply post(String path, Map<String, String> headers, byte[] body, Duration patience)
      throws InterruptedException {
    return ask(server -> server.post(path, headers, body), patience);
  }

  /** Who serves there, by its own word and without being told anything. */
  public Optional<Identity> identity() throws InterruptedException {
    Reply reply = unnamed.get("/healthz");
    return reply.done() ? Identity.read(reply.body()) : Optional.empty();
  }

  /** Why it is not asked at the moment; empty when it is. */
  synchronized Optional<String> away() {
    return clock.instant().isBefore(askAgainAt) ? Optional.of(lastFailure) : Optional.empty();
  }

  /** How long it is not asked. */
  synchronized Duration pause() {
    Duration left = Duration.between(clock.instant(), askAgainAt);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private interface Asking {
    Reply of(DistantServer server) throws InterruptedException;
  }

  private RemoteReply ask(Asking asking, Duration patience) throws InterruptedException {
    Optional<String> away = away();
    if (away.isPresent()) {
      return RemoteReply.without(Outcome.AWAY, away.get());
    }
    if (!isKnown()) {
      Optional<RemoteReply> stranger = meet();
      if (stranger.isPresent()) {
        return stranger.get();
      }
    }
    return judged(asking.of(unnamed.with(address.headers(), patience)));
  }

  private synchronized boolean isKnown() {
    return known;
  }

  /** What is wrong with who serves there; empty when it is who is meant. */
  private Optional<RemoteReply> meet() throws InterruptedException {
    Reply reply = unnamed.get("/healthz");
    if (reply.passing()) {
      return Optional.of(away(reply));
    }
    Optional<Identity> identity = reply.done() ? Identity.read(reply.body()) : Optional.empty();
    Optional<String> mismatch =
        identity.isEmpty()
            ? Optional.of("does not say at /healthz that it is " + product + hint(reply.status()))
            : mismatch(identity.get());
    synchronized (this) {
      known = mismatch.isEmpty();
    }
    return mismatch.map(why -> RemoteReply.without(Outcome.DENIED, why));
  }

  /** Only our own words: whoever serves there may be anybody. */
  private static String hint(int status) {
    return status == MISDIRECTED
        ? "; its settings may have to allow this name (SPOOR_ALLOWED_HOSTS)"
        : " (status " + status + ")";
  }

  private Optional<String> mismatch(Identity other) {
    if (!other.product().equals(product)) {
      return Optional.of("is " + other.product() + " and not " + product);
    }
    String ours = major(version);
    String theirs = major(other.version());
    return ours.equals(theirs) || ours.isEmpty() || theirs.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "is version "
                + other.version()
                + ", which does not go with version "
                + version
                + " here; use the same major version");
  }

  /** Empty for a version that was not released. */
  private static String major(String version) {
    String first = version.split("\\.", 2)[0];
    return first.matches("\\d+") ? first : "";
  }

  private RemoteReply judged(Reply reply) {
    if (reply.passing()) {
      return away(reply);
    }
    synchronized (this) {
      failures = 0;
    }
    if (reply.done()) {
      return new RemoteReply(Outcome.DONE, reply.status(), reply.body(), "");
    }
    Outcome outcome = NOT_LET_IN.contains(reply.status()) ? Outcome.DENIED : Outcome.REFUSED;
    return new RemoteReply(outcome, reply.status(), reply.body(), "refuses it" + said(reply));
  }

  private synchronized RemoteReply away(Reply reply) {
    known = false;
    Duration pause = Duration.ofSeconds(1L << Math.min(failures++, MOST_DOUBLINGS));
    pause = reply.pause().compareTo(pause) > 0 ? reply.pause() : pause;
    pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    askAgainAt = clock.instant().plus(pause);
    lastFailure =
        reply.status() == 0
            ? "does not answer (" + inShort(reply.body()) + ")"
            : "is busy" + said(reply);
    return RemoteReply.without(Outcome.AWAY, lastFailure);
  }

  /** What an answer says by itself, as {@code (status 403: this token lacks the scope ...)}. */
  private static String said(Reply reply) {
    String detail = "";
    try {
      if (Json.read(reply.body()) instanceof JsonObject problem) {
        detail = Optional.ofNullable(problem.text("detail")).orElse("");
      }
    } catch (JsonReadException e) {
      // A program that does not speak JSON is named by its status alone.
    }
    return " (status " + reply.status() + (detail.isEmpty() ? "" : ": " + inShort(detail)) + ")";
  }

  private static String inShort(String words) {
    String line = words.replaceAll("\\p{Cntrl}+", " ").replace("java.net.", "");
    return line.length() <= MOST_WORDS ? line : line.substring(0, MOST_WORDS) + "...";
  }
}
