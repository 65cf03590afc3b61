package dev.spoor.capture;

import dev.spoor.ingest.Ingest;
import dev.spoor.query.ImportedFiles;
import java.nio.file.Path;
import java.util.List;

/** Reads on in transcripts that are named now and then. Not thread-safe. */
final class TranscriptReader implements AutoCloseable {
  private final SessionFormat format;
  private final TranscriptImporter importer;
  private final Outbox outbox;
  private final Following following;

  TranscriptReader(CodingAgent agent, Ingest ingest, ImportedFiles imported) {
    this.format = agent.format();
    this.importer = new TranscriptImporter(agent, ingest, imported);
    this.outbox = importer.outbox();
    this.following = new Following(List::of, importer, outbox);
  }

  /** Stores what is new in a transcript and those that belong to it. */
  TranscriptReport read(Path file) {
    format.find(List.of(file)).forEach(following::open);
    outbox.flush();
    return importer.report();
  }

  @Override
  public void close() {
    outbox.close();
  }
}
