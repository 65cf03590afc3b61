package dev.spoor.capture;

import dev.spoor.model.Run;
import java.nio.file.Path;
import java.util.List;

/**
 * What an import did.
 *
 * @param runs the runs that were read, as they are stored now
 * @param failures what could not be read, each with the reason; the rest was
 */
public record ImportReport(List<Run> runs, List<Failure> failures) {
  public ImportReport {
    runs = List.copyOf(runs);
    failures = List.copyOf(failures);
  }

  /**
   * A file, or a span of one, that was left out.
   *
   * @param file which
   * @param reason what is wrong with it and what to do
   */
  public record Failure(Path file, String reason) {}
}
