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
 * Reads the sessions that Claude Code writes down, each turn a run, and may follow them while they
 * are written. A session that cannot be read does not stop the others. Not thread-safe.
 */
public final class ClaudeImport {
  private final Ingest ingest;
  private final ImportedFiles imported;
  private final Projects projects = new Projects();
  private final ClaudeReport.Tally tally = new ClaudeReport.Tally();

  /**
   * Imports through the write path.
   *
   * @param imported how far earlier imports came
   */
  public ClaudeImport(Ingest ingest, ImportedFiles imported) {
    this.ingest = ingest;
    this.imported = imported;
  }

  /**
   * Imports transcripts, and all sessions below folders, as far as they were not imported before.
   *
   * @param paths files or folders; one that is not there is {@link dev.spoor.model.BadInput}
   * @param progress told each session's file before it is read
   */
  public ClaudeReport run(List<Path> paths, Consumer<Path> progress) {
    try (Outbox outbox = new Outbox(ingest, tally)) {
      for (SessionFiles files : SessionFiles.find(paths)) {
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
  public void follow(List<Path> paths, BooleanSupplier next, Consumer<ClaudeReport> told) {
    try (Outbox outbox = new Outbox(ingest, tally)) {
      Following following = new Following(paths, this, outbox);
      do {
        following.look();
        outbox.flush();
        ClaudeReport report = tally.report();
        if (!report.isEmpty()) {
          told.accept(report);
        }
      } while (next.getAsBoolean());
    }
  }

  /** A session that is read on from where the last import ended. */
  SessionImport open(SessionFiles files, Outbox outbox) {
    return new SessionImport(files, imported, projects::of, outbox, tally);
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
