package dev.spoor.capture;

import dev.spoor.codec.session.Oddities;
import dev.spoor.codec.session.SessionDecoder;
import dev.spoor.model.FileMark;
import dev.spoor.query.ImportedFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One session on its way into the store. Only what stands behind the place where the last import
 * ended is stored. What stands before it is read again, when there is something new, and not
 * stored: a result may come turns after its call, and a sub-agent's lines after its turn. Not
 * thread-safe.
 */
final class SessionImport {
  private static final int MOST_LINES_HELD = 1_000;
  private static final long MOST_BYTES_HELD = 8 << 20;

  private final SessionFormat format;
  private final ImportedFiles imported;
  private final UnaryOperator<String> projects;
  private final Outbox outbox;
  private final TranscriptReport.Tally tally;
  private final Oddities oddities = new Oddities();

  /** The session's own file first, then those of its sub-agents. */
  private final List<Source> sources = new ArrayList<>();

  private @Nullable SessionDecoder session;
  private SessionFiles files;
  private int linesHeld;
  private long bytesHeld;

  /**
   * A session of which nothing was read yet in this process.
   *
   * @param imported how far earlier imports came
   * @param projects the project of a working directory
   */
  SessionImport(
      SessionFormat format,
      SessionFiles files,
      ImportedFiles imported,
      UnaryOperator<String> projects,
      Outbox outbox,
      TranscriptReport.Tally tally) {
    this.format = format;
    this.files = files;
    this.imported = imported;
    this.projects = projects;
    this.outbox = outbox;
    this.tally = tally;
    this.sources.add(new Source(new LineFile(files.own()), null));
  }

  /** One file of the session; its own has no agent. */
  private record Source(LineFile file, @Nullable String agentId) {}

  /** Says in which files the session is written by now. */
  void know(SessionFiles now) {
    files = now;
  }

  /** Reads what is new since the last time, if anything is. */
  void advance() throws IOException {
    findAgents();
    if (session == null) {
      Map<Source, Long> ends = endsOfLastImport();
      if (hasMore(ends)) {
        session = opened(ends);
        readNew(session);
      }
    } else if (isReplaced()) {
      sources.forEach(source -> source.file().rewind());
      session = opened(Map.of());
      readNew(session);
    } else {
      readNew(session);
    }
  }

  private void findAgents() {
    format
        .agents(files)
        .forEach(
            (id, file) -> {
              if (sources.stream().noneMatch(source -> id.equals(source.agentId()))) {
                sources.add(new Source(new LineFile(file), id));
              }
            });
  }

  /** Where the last import ended in each file; in none, when one of them was replaced since. */
  private Map<Source, Long> endsOfLastImport() throws IOException {
    Map<Source, Long> ends = new LinkedHashMap<>();
    for (Source source : sources) {
      Optional<FileMark> mark = imported.mark(source.file().path().toString());
      if (mark.isPresent()) {
        if (!source.file().matches(mark.get())) {
          return Map.of();
        }
        ends.put(source, mark.get().offset());
      }
    }
    return ends;
  }

  private boolean hasMore(Map<Source, Long> ends) throws IOException {
    for (Source source : sources) {
      if (source.file().size() > ends.getOrDefault(source, 0L)) {
        return true;
      }
    }
    return false;
  }

  private boolean isReplaced() throws IOException {
    for (Source source : sources) {
      if (source.file().isReplaced()) {
        return true;
      }
    }
    return false;
  }

  /** The session as the last import left it. */
  private SessionDecoder opened(Map<Source, Long> ends) throws IOException {
    SessionDecoder known = format.decoder(files.name(), projects, oddities);
    for (Map.Entry<Source, Long> end : ends.entrySet()) {
      Source source = end.getKey();
      describe(known, source);
      source
          .file()
          .read(end.getValue(), SessionDecoder::isWhole, line -> readAgain(known, source, line));
      source.file().mark();
    }
    known.isStored();
    holdsNothing();
    oddities.clear();
    return known;
  }

  private void readAgain(SessionDecoder known, Source source, byte[] line) {
    read(known, source, line);
    if (holdsEnough(line)) {
      known.isStored();
      holdsNothing();
    }
  }

  private void readNew(SessionDecoder known) throws IOException {
    boolean grew = false;
    for (Source source : sources) {
      LineFile file = source.file();
      long end = file.size();
      if (end > file.offset()) {
        long before = file.offset();
        describe(known, source);
        file.read(end, SessionDecoder::isWhole, line -> readNew(known, source, line));
        if (file.offset() > before) {
          tally.file();
          grew = true;
        }
      }
    }
    if (grew) {
      tally.session();
      hand(known);
    }
    tally.odd(oddities.counts());
    oddities.clear();
  }

  private void readNew(SessionDecoder known, Source source, byte[] line) throws IOException {
    read(known, source, line);
    tally.line(line.length + 1L);
    if (holdsEnough(line)) {
      hand(known);
    }
  }

  /** Whether with this line so much was read that it is time to be rid of it. */
  private boolean holdsEnough(byte[] line) {
    linesHeld++;
    bytesHeld += line.length;
    return linesHeld >= MOST_LINES_HELD || bytesHeld >= MOST_BYTES_HELD;
  }

  private void holdsNothing() {
    linesHeld = 0;
    bytesHeld = 0;
  }

  private static void read(SessionDecoder known, Source source, byte[] line) {
    known.read(source.agentId(), line);
  }

  private void describe(SessionDecoder known, Source source) throws IOException {
    if (source.agentId() != null) {
      format.describe(known, source.agentId(), source.file().path());
    }
  }

  /** Hands over what was read, and how far. */
  private void hand(SessionDecoder known) throws IOException {
    List<FileMark> marks = new ArrayList<>();
    for (Source source : sources) {
      if (source.file().isUnmarked()) {
        marks.add(source.file().mark());
      }
    }
    outbox.add(known.changes(), marks);
    holdsNothing();
  }
}
