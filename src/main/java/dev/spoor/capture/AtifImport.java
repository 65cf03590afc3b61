package dev.spoor.capture;

import dev.spoor.codec.AtifDecoder;
import dev.spoor.ingest.Ingest;
import dev.spoor.model.BadInput;
import dev.spoor.model.Receipt;
import dev.spoor.model.Rejected;
import dev.spoor.model.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads runs from ATIF files; one that is no such file does not stop the others. */
public final class AtifImport {
  private final Ingest ingest;

  /** Imports through the write path. */
  public AtifImport(Ingest ingest) {
    this.ingest = ingest;
  }

  /**
   * Imports files, and every {@code .json} file below folders, in the order of their names.
   *
   * @param progress told each file before it is read
   */
  public ImportReport run(List<Path> paths, Consumer<Path> progress) {
    List<Run> runs = new ArrayList<>();
    List<ImportReport.Failure> failures = new ArrayList<>();
    for (Path path : paths) {
      for (Path file : ImportedFile.below(path, List.of(".json"))) {
        progress.accept(file);
        try {
          Receipt receipt =
              read(Files.readAllBytes(file), Files.getLastModifiedTime(file).toInstant());
          runs.addAll(receipt.runs());
          for (Rejected span : receipt.rejected()) {
            String reason = "span " + span.id() + ": " + span.mistake().getMessage();
            failures.add(new ImportReport.Failure(file, reason));
          }
        } catch (IOException e) {
          failures.add(new ImportReport.Failure(file, ImportedFile.why(e)));
        } catch (BadInput mistake) {
          failures.add(new ImportReport.Failure(file, mistake.getMessage()));
        }
      }
    }
    return new ImportReport(runs, failures);
  }

  /**
   * Imports one file's bytes; anything but ATIF is {@link BadInput}.
   *
   * @param undated when it happened, if the file does not say
   */
  public Receipt read(byte[] file, Instant undated) {
    return ingest.accept(AtifDecoder.decode(file, undated));
  }
}
