package dev.spoor.capture;

import dev.spoor.codec.dialect.OtlpDrafts;
import dev.spoor.codec.otlp.OtlpEncoding;
import dev.spoor.codec.otlp.OtlpLeftOut;
import dev.spoor.codec.otlp.OtlpReader;
import dev.spoor.codec.otlp.OtlpSignal;
import dev.spoor.ingest.Ingest;
import dev.spoor.model.BadInput;
import dev.spoor.model.Receipt;
import dev.spoor.model.Run;
import dev.spoor.model.TraceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of OTLP: a request in protobuf, a request in JSON, or one request in JSON a line, as
 * the collector's file exporter writes them; packed or not. What is wrong with one file, line or
 * span does not stop the others.
 */
public final class OtlpImport {
  private static final List<String> ENDINGS =
      List.of(".json", ".jsonl", ".ndjson", ".pb", ".bin", ".binpb", ".gz");

  private final Ingest ingest;
  private final OtlpDrafts drafts = new OtlpDrafts();
  private final Map<TraceId, Run> runs = new LinkedHashMap<>();
  private final List<ImportReport.Failure> failures = new ArrayList<>();

  /** Imports through the write path. */
  public OtlpImport(Ingest ingest) {
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
      Instant undated = Files.getLastModifiedTime(file).toInstant();
      if (!isJson(bytes)) {
        request(file, "", new OtlpReader(OtlpEncoding.PROTOBUF, undated), bytes);
        return;
      }
      OtlpReader reader = new OtlpReader(OtlpEncoding.JSON, undated);
      BadInput mistake = mistake(reader, bytes);
      if (mistake == null) {
        request(file, "", reader, bytes);
      } else if (mistake(reader, ImportedFile.line(bytes, 0)) == null) {
        lines(file, reader, bytes);
      } else {
        fail(file, mistake.getMessage());
      }
    } catch (IOException e) {
      fail(file, ImportedFile.why(e));
    }
  }

  private static boolean isJson(byte[] bytes) {
    int at = 0;
    while (at < bytes.length && Character.isWhitespace(bytes[at])) {
      at++;
    }
    // In protobuf this would be a field that no request has.
    return at < bytes.length && bytes[at] == '{';
  }

  /** Why it is no request; null when it is one. */
  private static @Nullable BadInput mistake(OtlpReader reader, byte[] bytes) {
    try {
      reader.points(bytes, ignored -> {});
      return null;
    } catch (BadInput mistake) {
      return mistake;
    }
  }

  private void lines(Path file, OtlpReader reader, byte[] bytes) {
    int from = 0;
    for (int number = 1; from < bytes.length; number++) {
      byte[] line = ImportedFile.line(bytes, from);
      if (line.length > 0) {
        request(file, "line " + number + ": ", reader, line);
      }
      from += line.length + 1;
    }
  }

  private void request(Path file, String where, OtlpReader reader, byte[] bytes) {
    try {
      Optional<OtlpSignal> signal = reader.signal(bytes);
      if (signal.isEmpty()) {
        fail(file, where + "it holds no spans and no log records");
      } else if (signal.get() == OtlpSignal.TRACES) {
        fail(file, where, reader.spans(bytes, batch -> store(file, where, drafts.spans(batch))));
      } else if (signal.get() == OtlpSignal.LOGS) {
        fail(file, where, reader.logs(bytes, batch -> store(file, where, drafts.logs(batch))));
      } else {
        fail(file, where + "metrics are not stored");
      }
    } catch (BadInput mistake) {
      fail(file, where + mistake.getMessage());
    }
  }

  private void store(Path file, String where, OtlpDrafts.Drafted batch) {
    Receipt receipt = ingest.accept(batch.batch());
    receipt.runs().forEach(run -> runs.put(run.traceId(), run));
    Stream.concat(batch.rejected().stream(), receipt.rejected().stream())
        .forEach(one -> fail(file, where + "span " + one.id() + ": " + one.mistake().getMessage()));
    fail(file, where, batch.leftOut());
  }

  private void fail(Path file, String where, OtlpLeftOut leftOut) {
    leftOut.reasons().forEach(reason -> fail(file, where + reason));
    if (leftOut.count() > leftOut.reasons().size()) {
      fail(
          file,
          where + (leftOut.count() - leftOut.reasons().size()) + " more records were left out");
    }
  }

  private void fail(Path file, @Nullable String reason) {
    failures.add(new ImportReport.Failure(file, String.valueOf(reason)));
  }
}
