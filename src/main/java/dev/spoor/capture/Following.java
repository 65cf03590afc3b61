package dev.spoor.capture;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Which sessions to look at while they are followed: those that were written last at every look,
 * all others now and then. Not thread-safe.
 */
final class Following {
  private static final int LOOKS_A_SEARCH = 4;
  private static final int MOST_OPEN = 8;

  private final Supplier<List<SessionFiles>> sessions;
  private final TranscriptImporter importer;
  private final Outbox outbox;
  private final Map<Path, SessionFiles.Stamp> seen = new HashMap<>();

  /** Those written last, the latest at the end. */
  private final Map<Path, SessionImport> open = new LinkedHashMap<>();

  private long looks;

  Following(Supplier<List<SessionFiles>> sessions, TranscriptImporter importer, Outbox outbox) {
    this.sessions = sessions;
    this.importer = importer;
    this.outbox = outbox;
  }

  /** Imports what is new since the last look. */
  void look() {
    for (Map.Entry<Path, SessionImport> session : List.copyOf(open.entrySet())) {
      if (!importer.advance(session.getValue(), session.getKey())) {
        open.remove(session.getKey());
      }
    }
    if (looks++ % LOOKS_A_SEARCH == 0) {
      search();
    }
  }

  private void search() {
    Map<SessionFiles, SessionFiles.Stamp> changed = new HashMap<>();
    for (SessionFiles files : sessions.get()) {
      SessionFiles.Stamp now = files.stamp();
      if (!now.equals(seen.put(files.own(), now))) {
        changed.put(files, now);
      }
    }
    changed.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getValue().modified()))
        .forEach(entry -> open(entry.getKey()));
  }

  /** Imports what is new in a session. */
  void open(SessionFiles files) {
    SessionImport known = open.remove(files.own());
    SessionImport session = known == null ? importer.open(files, outbox) : known;
    session.know(files);
    if (importer.advance(session, files.own())) {
      open.put(files.own(), session);
    }
    if (open.size() > MOST_OPEN) {
      open.remove(open.keySet().iterator().next());
    }
  }
}
