package dev.spoor.query;

import dev.spoor.model.FileMark;
import dev.spoor.store.SpanReader;
import java.util.Optional;

/** Tells how far files of other programs were imported. Thread-safe. */
public final class ImportedFiles {
  private final SpanReader reader;

  /** Reads from a store. */
  public ImportedFiles(SpanReader reader) {
    this.reader = reader;
  }

  /** How far a file was imported; empty when it never was. */
  public Optional<FileMark> mark(String path) {
    return reader.fileMark(path);
  }
}
