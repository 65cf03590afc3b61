package dev.spoor.forward;

import dev.spoor.codec.otlp.OtlpExport;
import dev.spoor.json.JsonObject;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.Span;
import dev.spoor.model.TraceId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;

/**
 * Spans that are sent in one request.
 *
 * @param spans in the order to send
 */
record Parcel(List<OfRun> spans) {
  /** A span with its payloads, and its run as it was read before. */
  record OfRun(Run run, Span span) {
    /** About how many bytes a request has for it. */
    long bytes() {
      return Math.max(0, span.inputBytes())
          + Math.max(0, span.outputBytes())
          + span.attributes().text().length()
          + OTHER_BYTES;
    }
  }

  private static final int OTHER_BYTES = 1_000;

  Parcel {
    spans = List.copyOf(spans);
  }

  int size() {
    return spans.size();
  }

  /** The spans of those runs. */
  Parcel ofRuns(Predicate<TraceId> runs) {
    Set<TraceId> kept = new HashSet<>();
    spans.forEach(one -> kept.add(one.run().traceId()));
    kept.removeIf(runs.negate());
    return new Parcel(spans.stream().filter(one -> kept.contains(one.run().traceId())).toList());
  }

  Parcel firstHalf() {
    return new Parcel(spans.subList(0, size() / 2));
  }

  Parcel secondHalf() {
    return new Parcel(spans.subList(size() / 2, size()));
  }

  /**
   * The request in JSON, packed.
   *
   * @param storeId names the store that the spans come from
   */
  byte[] packed(String storeId) {
    Map<TraceId, List<OfRun>> byRun = new LinkedHashMap<>();
    spans.forEach(
        one -> byRun.computeIfAbsent(one.run().traceId(), id -> new ArrayList<>()).add(one));
    List<JsonObject> parts = new ArrayList<>();
    for (List<OfRun> ofRun : byRun.values()) {
      Run run = ofRun.get(0).run();
      parts.add(OtlpExport.part(run, ofRun.stream().map(OfRun::span).toList(), via(run, storeId)));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(OtlpExport.request(parts).write().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static List<String> via(Run run, String storeId) {
    List<String> stores = new ArrayList<>();
    String before = run.fields().get(RunField.VIA);
    if (before != null) {
      stores.addAll(List.of(before.split(" ")));
    }
    stores.add(storeId);
    return stores;
  }
}
