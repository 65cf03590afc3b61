package dev.spoor.capture;

import dev.spoor.codec.ExportedRun;
import dev.spoor.ingest.Ingest;
import dev.spoor.model.BadInput;
import dev.spoor.model.Batch;
import dev.spoor.model.Receipt;
import dev.spoor.model.Run;
import dev.spoor.model.TraceId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads runs that Spoor exported as JSON, one a file or one a line, packed or not. What is wrong
 * with one does not stop the others.
 */
public final class SpoorImport {
  private static final List<String> ENDINGS = List.of(".json", ".jsonl", ".ndjson", ".gz");
  private static final int SPANS_A_BATCH = 500;

  private final Ingest ingest;
  private final Map<TraceId, Run> runs = new LinkedHashMap<>();
  private final List<ImportReport.Failure> failures = new ArrayList<>();

  /** Imports through the write path. */
  public SpoorImport(Ingest ingest) {
    this.ingest = ingest;
  }

  /**
   * Imports files, and every file below folders whose ending says that it may be one, in the order
   * of their names.
   *
   * @param progress told each file before it is read
   */
  public ImportReport run(List<Path> paths, Consumer<Path> progress) {
    for (Path path : paths) {
      for (Path file : ImportedFile.below(path, ENDINGS)) {
        progress.accept(file);
        read(file);
      }
    }
    return new ImportReport(List.copyOf(runs.values()), failures);
  }

  private void read(Path file) {
    try {
      byte[] bytes = ImportedFile.bytes(file);
      byte[] first = ImportedFile.line(bytes, 0);
      if (first.length + 1 < bytes.length && endsObject(first)) {
        lines(file, bytes);
      } else {
        run(file, "", bytes);
      }
    } catch (IOException e) {
      fail(file, ImportedFile.why(e));
    }
  }

  /** A run that is laid out for people begins with a line that does not. */
  private static boolean endsObject(byte[] line) {
    int end = line.length;
    while (end > 0 && Character.isWhitespace(line[end - 1])) {
      end--;
    }
    return end > 1 && line[end - 1] == '}';
  }

  private void lines(Path file, byte[] bytes) {
    int from = 0;
    for (int number = 1; from < bytes.length; number++) {
      byte[] line = ImportedFile.line(bytes, from);
      if (line.length > 0) {
        run(file, "line " + number + ": ", line);
      }
      from += line.length + 1;
    }
  }

  private void run(Path file, String where, byte[] json) {
    try {
      ExportedRun read = ExportedRun.read(json);
      read.leftOut().forEach(what -> fail(file, where + what));
      for (Batch batch : read.batches(SPANS_A_BATCH)) {
        Receipt receipt = ingest.accept(batch);
        receipt.runs().forEach(run -> runs.put(run.traceId(), run));
        receipt
            .rejected()
            .forEach(
                one -> fail(file, where + "span " + one.id() + ": " + one.mistake().getMessage()));
      }
    } catch (BadInput mistake) {
      fail(file, where + mistake.getMessage());
    }
  }

  private void fail(Path file, String reason) {
    failures.add(new ImportReport.Failure(file, reason));
  }
}
