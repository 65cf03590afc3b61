package dev.spoor.capture;

import dev.spoor.codec.ExportJson;
import dev.spoor.codec.PayloadCut;
import dev.spoor.codec.otlp.OtlpExport;
import dev.spoor.ingest.Ingest;
import dev.spoor.model.Batch;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.Run;
import dev.spoor.model.RunFilter;
import dev.spoor.model.Span;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.price.PriceBook;
import dev.spoor.query.ImportedFiles;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.SpanReader.Payloads;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A store, and importers into it. */
final class ImportRoom implements AutoCloseable {
  private final Store store;
  private final Ingest ingest;

  ImportRoom(Path folder) {
    store = SqliteStore.open(folder.resolve("spoor.db"), Durability.NORMAL);
    ingest =
        new Ingest(
            store.writer(),
            new Redactor(RedactionMode.ON),
            PriceBook.bundled(),
            new Watches(RunLimits.NONE),
            Ingest.Content.FULL,
            () -> Instant.parse("2026-11-20T12:00:00Z"));
  }

  /** An importer that knows nothing but what the store tells, as in a new process. */
  TranscriptImporter importer() {
    return importer(CodingAgent.CLAUDE_CODE);
  }

  TranscriptImporter importer(CodingAgent agent) {
    return new TranscriptImporter(agent, ingest, new ImportedFiles(store.reader()));
  }

  HookIntake hooks(TranscriptRoots roots, Path home, List<String> said) {
    InstantSource clock = () -> Instant.parse("2026-11-20T12:00:00Z");
    ImportedFiles imported = new ImportedFiles(store.reader());
    return new HookIntake(ingest, imported, roots, home, clock, said::add);
  }

  Ingest ingest() {
    return ingest;
  }

  /** The run in our own JSON. */
  String exported(Run run) {
    return ExportJson.json(run, spans(run.traceId()), PayloadCut.NONE, null).write();
  }

  /** The run in OTLP. */
  String exportedAsOtlp(Run run) {
    return OtlpExport.json(run, spans(run.traceId())).write();
  }

  TranscriptReport run(Path... paths) {
    return importer().run(List.of(paths), file -> {});
  }

  TranscriptReport run(CodingAgent agent, Path... paths) {
    return importer(agent).run(List.of(paths), file -> {});
  }

  void accept(Batch batch) {
    ingest.accept(batch);
  }

  List<Run> runs() {
    return store.reader().runs(RunFilter.ALL, null, 1_000).runs();
  }

  Run run(String name) {
    return runs().stream().filter(run -> run.name().equals(name)).findFirst().orElseThrow();
  }

  List<Span> spans(TraceId traceId) {
    return store.reader().spans(traceId, Payloads.WHOLE);
  }

  /** All that is stored and does not tell how often it was written. */
  Map<String, String> content() {
    Map<String, String> content = new TreeMap<>();
    for (Run run : runs()) {
      String id = run.traceId().hex();
      content.put(
          id,
          String.join(
              "\n",
              run.name(),
              run.status().word(),
              String.valueOf(run.error()),
              run.fields().toString(),
              run.totals().toString(),
              run.flags().stream().map(flag -> flag.code() + " " + flag.spanIds()).toList() + ""));
      for (Span span : spans(run.traceId())) {
        content.put(
            id + "/" + span.spanId(),
            words(span.fields()) + " " + span.cost() + " lane " + lane(span.lane()));
      }
    }
    return content;
  }

  private static String lane(SpanId lane) {
    return lane == null ? "root" : lane.hex();
  }

  private static String words(Fields fields) {
    List<String> words = new ArrayList<>();
    for (Field<?> field : SpanField.ALL) {
      words.add(field + "=" + fields.get(field));
    }
    return String.join("\n", words);
  }

  @Override
  public void close() {
    store.close();
  }
}
