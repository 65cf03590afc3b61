package dev.spoor.capture;

import dev.spoor.ingest.Ingest;
import dev.spoor.query.ImportedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Reads the sessions that a coding agent writes down, each turn a run, and may follow them while
 * they are written. A session that cannot be read does not stop the others. Not thread-safe.
 */
public final class TranscriptImporter {
  private final SessionFormat format;
  private final Ingest ingest;
  private final ImportedFiles imported;
  private final Projects projects = new Projects();
  private final TranscriptReport.Tally tally = new TranscriptReport.Tally();

  /**
   * Imports through the write path.
   *
   * @param agent whose sessions
   * @param imported how far earlier imports came
   */
  public TranscriptImporter(CodingAgent agent, Ingest ingest, ImportedFiles imported) {
    this.format = agent.format();
    this.ingest = ingest;
    this.imported = imported;
  }

  /**
   * Imports transcripts, and all sessions below folders, as far as they were not imported before.
   *
   * @param paths files or folders; one that is not there is {@link dev.spoor.model.BadInput}
   * @param progress told each session's file before it is read
   */
  public TranscriptReport run(List<Path> paths, Consumer<Path> progress) {
    try (Outbox outbox = new Outbox(ingest, tally)) {
      for (SessionFiles files : format.find(paths)) {
        progress.accept(files.own());
        advance(open(files, outbox), files.own());
      }
      outbox.flush();
    }
    return tally.report();
  }

  /**
   * Imports, and goes on importing what is written, new sessions included.
   *
   * @param next waits until it is time for the next look; false ends
   * @param told what was new, whenever something was
   */
  public void follow(List<Path> paths, BooleanSupplier next, Consumer<TranscriptReport> told) {
    try (Outbox outbox = new Outbox(ingest, tally)) {
      Following following = new Following(() -> format.find(paths), this, outbox);
      do {
        following.look();
        outbox.flush();
        TranscriptReport report = tally.report();
        if (!report.isEmpty()) {
          told.accept(report);
        }
      } while (next.getAsBoolean());
    }
  }

  /** Where sessions that are read put what is new. */
  Outbox outbox() {
    return new Outbox(ingest, tally);
  }

  /** What was done since the last report. */
  TranscriptReport report() {
    return tally.report();
  }

  /** A session that is read on from where the last import ended. */
  SessionImport open(SessionFiles files, Outbox outbox) {
    return new SessionImport(format, files, imported, projects::of, outbox, tally);
  }

  /**
   * Reads what is new of a session.
   *
   * @return false when it could not be read, which is reported
   */
  boolean advance(SessionImport session, Path own) {
    try {
      session.advance();
      return true;
    } catch (IOException | UncheckedIOException e) {
      tally.failed(own, "cannot be read: " + e);
      return false;
    }
  }
}
