package dev.spoor.app;

import dev.spoor.capture.AtifImport;
import dev.spoor.model.Payload;
import dev.spoor.model.Run;
import dev.spoor.model.RunFilter;
import dev.spoor.model.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A store as the program wrote it when a schema was the newest, and what was in it: {@code
 * schema-<n>.db.gz} and {@code schema-<n>.txt}.
 */
final class StoredSchema {
  static final Path FOLDER = Path.of("src/test/resources/stores");
  private static final Path SAMPLES = Path.of("src/test/resources/samples/atif/kimi");

  private StoredSchema() {}

  static Path file(long schema) {
    return FOLDER.resolve("schema-" + schema + ".db.gz");
  }

  static Path content(long schema) {
    return FOLDER.resolve("schema-" + schema + ".txt");
  }

  /** Imports real runs into a store of this program's schema, and packs it. */
  static void write(Path folder, long schema) throws IOException {
    Path store = folder.resolve("spoor.db");
    try (App app = open(store)) {
      new AtifImport(app.ingest())
          .run(
              List.of(
                  SAMPLES.resolve("pypi-server__XLnvB86/trajectory.json"),
                  SAMPLES.resolve("prove-plus-comm__YDACMLN/trajectory.json")),
              file -> {});
      Files.write(content(schema), lines(app));
    }
    try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(file(schema)))) {
      Files.copy(store, packed);
    }
  }

  static void unpack(long schema, Path store) throws IOException {
    try (InputStream packed = new GZIPInputStream(Files.newInputStream(file(schema)))) {
      Files.copy(packed, store);
    }
  }

  static App open(Path store) {
    Map<String, String> environment = Map.of("SPOOR_HOME", store.resolveSibling("home").toString());
    return App.open(new SettingsReader(environment, store.getParent()).read().withDatabase(store));
  }

  /** A line for each run and each span. */
  static List<String> lines(App app) {
    List<String> lines = new ArrayList<>();
    for (Run run : app.runs().list(RunFilter.ALL, null, 100).runs()) {
      lines.add(
          "run %s %s %s %s"
              .formatted(run.traceId(), run.name(), run.status(), run.totals().usage()));
      lines.add(
          "    from %s to %s, %d spans, %d errors, cost %s %s, flags %s"
              .formatted(
                  run.totals().startedAt(),
                  run.totals().endedAt(),
                  run.totals().spanCount(),
                  run.totals().errorCount(),
                  run.totals().cost(),
                  run.totals().costStatus(),
                  run.flags().stream().map(flag -> flag.flagId() + flag.spanIds()).toList()));
      app.runs().wholeSpans(run.traceId()).forEach(span -> lines.add(line(span)));
    }
    return lines.stream().map(line -> line.replace("\n", "\\n").replace("\r", "\\r")).toList();
  }

  private static String line(Span span) {
    return "  span %s under %s, %s %s %s, from %s to %s, model %s, tool %s, input %s, output %s"
        .formatted(
            span.spanId(),
            span.parent(),
            span.kind(),
            span.name(),
            span.status(),
            span.startedAt(),
            span.endedAt(),
            span.model(),
            span.toolName(),
            digest(span.input()),
            digest(span.output()));
  }

  private static String digest(@Nullable Payload payload) {
    if (payload == null) {
      return "none";
    }
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(payload.bytes());
      return payload.form() + " " + HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
