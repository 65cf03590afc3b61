package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of the older era over HTTP. Few clients end theirs, so they end when nothing was
 * heard of them for long, and the idlest makes room for a new one: its client is told 404 and
 * begins another, while a client that is refused can do nothing. Thread-safe.
 */
final class HttpSessions {
  static final int MOST = 100;
  static final Duration LONGEST_IDLE = Duration.ofMinutes(30);
  private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);

  private final Map<String, HttpSession> byId = new LinkedHashMap<>();
  private final Map<HttpSession, Instant> heard = new LinkedHashMap<>();
  private final InstantSource clock;
  private final Faults faults;

  HttpSessions(InstantSource clock, Faults faults) {
    this.clock = clock;
    this.faults = faults;
    TimerTask sweeping =
        new TimerTask() {
          @Override
          public void run() {
            sweep();
          }
        };
    long pause = BETWEEN_SWEEPS.toMillis();
    new Timer("mcp-sessions", true).schedule(sweeping, pause, pause);
  }

  synchronized void add(String id, HttpSession session) {
    byId.put(id, session);
    heard.put(session, clock.instant());
  }

  /** The session of that name, which was heard of now. */
  synchronized Optional<HttpSession> find(String id) {
    HttpSession session = byId.get(id);
    if (session != null) {
      heard.put(session, clock.instant());
    }
    return Optional.ofNullable(session);
  }

  /**
   * Ends the idlest session when there are too many; refuses when none is idle.
   *
   * @param asking the request that begins another; null when none does
   */
  void makeRoom(@Nullable JsonValue asking) {
    Optional<HttpSession> idlest;
    synchronized (this) {
      if (byId.size() < MOST) {
        return;
      }
      idlest =
          heard.entrySet().stream()
              .filter(entry -> !entry.getKey().isBusy())
              .min(Map.Entry.comparingByValue(Comparator.naturalOrder()))
              .map(Map.Entry::getKey);
    }
    end(
        idlest.orElseThrow(
            () ->
                HttpRefusal.invalid(503, asking, "all " + MOST + " sessions are busy; try later")));
  }

  /** Ends the sessions of which nothing was heard for long, and that listen to nothing. */
  void sweep() {
    List<HttpSession> idle = new ArrayList<>();
    synchronized (this) {
      Instant last = clock.instant().minus(LONGEST_IDLE);
      heard.forEach(
          (session, at) -> {
            if (at.isBefore(last) && !session.isBusy()) {
              idle.add(session);
            }
          });
    }
    idle.forEach(this::end);
  }

  void end(HttpSession session) {
    boolean known;
    synchronized (this) {
      known = heard.remove(session) != null;
      byId.values().remove(session);
    }
    if (known) {
      endForGood(session);
    }
  }

  /** One that does not end well must not keep others from ending. */
  private void endForGood(HttpSession session) {
    try {
      session.end();
    } catch (RuntimeException e) {
      faults.report("the end of a session", e);
    }
  }

  /** Ends a session that got no name, so that its client cannot come back. */
  void endUnnamed(HttpSession session) {
    boolean named;
    synchronized (this) {
      named = heard.containsKey(session);
    }
    if (!named) {
      endForGood(session);
    }
  }

  void endAll() {
    List<HttpSession> all;
    synchronized (this) {
      all = List.copyOf(byId.values());
    }
    all.forEach(this::end);
  }
}
