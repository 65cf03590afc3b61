package dev.spoor.bench;

import dev.spoor.capture.CodingAgent;
import dev.spoor.capture.TranscriptImporter;
import dev.spoor.capture.TranscriptReport;
import dev.spoor.ingest.Ingest;
import dev.spoor.json.Json;
import dev.spoor.json.JsonReadException;
import dev.spoor.price.PriceBook;
import dev.spoor.query.ImportedFiles;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How fast Claude Code's transcripts are imported, durably, beside the same bytes only read and
 * parsed as JSON by one thread. Prints MB/s of both and their ratio, of each the best of a few
 * rounds in one process.
 */
public final class TranscriptImport {
  private static final Path SAMPLE = Path.of("src/test/resources/samples/claude-code/spotter");
  private static final String SESSION = "4d5611e5-241a-462a-8d15-5122611a9569";
  private static final int COPIES = 15;
  private static final int ROUNDS = 6;

  private TranscriptImport() {}

  /** Runs it. */
  public static void main(String[] arguments) throws IOException, JsonReadException {
    Path folder = Files.createTempDirectory("spoor-bench-");
    try {
      long bytes = copies(folder.resolve("projects"));
      double parsing = 0;
      double importing = 0;
      for (int round = 0; round < ROUNDS; round++) {
        parsing = Math.max(parsing, parse(folder.resolve("projects")));
        importing = Math.max(importing, store(folder, round));
      }
      System.out.printf(
          Locale.ROOT,
          "transcript import: %.1f MB, parsed %.1f MB/s, imported %.1f MB/s, ratio %.2f%n",
          bytes / 1e6,
          parsing,
          importing,
          importing / parsing);
    } finally {
      BenchFolder.delete(folder);
    }
  }

  /** Copies of the real session, each under a session id of its own. */
  private static long copies(Path target) throws IOException {
    long bytes = 0;
    for (int copy = 0; copy < COPIES; copy++) {
      String id = String.format(Locale.ROOT, "%08d", copy) + SESSION.substring(8);
      for (Path file : files(SAMPLE)) {
        String name = SAMPLE.relativize(file).toString();
        if (name.startsWith(SESSION)) {
          Path to = target.resolve(name.replace(SESSION, id));
          Files.createDirectories(to.getParent());
          Files.writeString(to, Files.readString(file).replace(SESSION, id));
          bytes += Files.size(to);
        }
      }
    }
    return bytes;
  }

  private static double parse(Path folder) throws IOException, JsonReadException {
    long start = System.nanoTime();
    long bytes = 0;
    for (Path file : files(folder)) {
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
          Json.read(utf8);
          bytes += utf8.length + 1;
        }
      }
    }
    return megabytesASecond(bytes, start);
  }

  private static double store(Path folder, int round) {
    Path database = folder.resolve("round" + round).resolve("spoor.db");
    try (Store store = SqliteStore.open(database, Durability.FULL)) {
      Ingest ingest =
          new Ingest(
              store.writer(),
              new Redactor(RedactionMode.ON),
              PriceBook.bundled(),
              new Watches(RunLimits.NONE),
              Ingest.Content.FULL,
              InstantSource.system());
      TranscriptImporter importer =
          new TranscriptImporter(
              CodingAgent.CLAUDE_CODE, ingest, new ImportedFiles(store.reader()));
      long start = System.nanoTime();
      TranscriptReport report = importer.run(List.of(folder.resolve("projects")), file -> {});
      return megabytesASecond(report.bytes(), start);
    }
  }

  private static double megabytesASecond(long bytes, long start) {
    return bytes / 1e6 / ((System.nanoTime() - start) / 1e9);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }
}
