package dev.spoor.capture;

import dev.spoor.model.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an import of a coding agent's sessions did.
 *
 * @param sessions how many sessions had something new
 * @param files how many files had
 * @param lines new lines
 * @param bytes in new lines
 * @param spans how many were stored, or stored again with more known
 * @param runs those touched, as they are stored now
 * @param oddities what was not understood, counted by kind
 * @param failures what could not be read or stored, each with the reason; the rest was
 */
public record TranscriptReport(
    long sessions,
    long files,
    long lines,
    long bytes,
    long spans,
    List<Run> runs,
    Map<String, Long> oddities,
    List<ImportReport.Failure> failures) {
  public TranscriptReport {
    runs = List.copyOf(runs);
    oddities = Map.copyOf(oddities);
    failures = List.copyOf(failures);
  }

  /** Whether nothing was new. */
  public boolean isEmpty() {
    return lines == 0 && failures.isEmpty();
  }

  /** Adds up while files are read; not thread-safe. */
  static final class Tally {
    private final Map<Object, Run> runs = new LinkedHashMap<>();
    private final Map<String, Long> oddities = new LinkedHashMap<>();
    private final List<ImportReport.Failure> failures = new ArrayList<>();
    private long sessions;
    private long files;
    private long lines;
    private long bytes;
    private long spans;

    void session() {
      sessions++;
    }

    void file() {
      files++;
    }

    void line(long length) {
      lines++;
      bytes += length;
    }

    void stored(int count, Collection<Run> touched) {
      spans += count;
      touched.forEach(run -> runs.put(run.traceId(), run));
    }

    void odd(Map<String, Long> counts) {
      counts.forEach((kind, count) -> oddities.merge(kind, count, Long::sum));
    }

    void failed(Path file, String reason) {
      failures.add(new ImportReport.Failure(file, reason));
    }

    /** What was added up since the last report. */
    TranscriptReport report() {
      TranscriptReport report =
          new TranscriptReport(
              sessions, files, lines, bytes, spans, List.copyOf(runs.values()), oddities, failures);
      sessions = 0;
      files = 0;
      lines = 0;
      bytes = 0;
      spans = 0;
      runs.clear();
      oddities.clear();
      failures.clear();
      return report;
    }
  }
}
