package dev.spoor.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.model.BadInput;
import dev.spoor.model.Batch;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.Usage;
import java.util.HashSet;
import java.util.Set;

/** Whatever comes is read, or is a mistake of the caller's in words; never a fault of ours. */
final class CodecFuzzTest {
  @FuzzTest
  void span_ofAnyJson_isReadOrRefused(byte[] bytes) {
    checkSpan(object(bytes));
  }

  @FuzzTest
  void run_ofAnyJson_isReadOrRefused(byte[] bytes) {
    checkRun(object(bytes));
  }

  @FuzzTest
  void usage_ofAnyJson_isReadOrRefused(byte[] bytes) {
    checkUsage(object(bytes));
  }

  @FuzzTest
  void atif_ofAnyBytes_isReadOrRefused(byte[] bytes) {
    checkAtif(bytes);
  }

  @FuzzTest
  void export_ofAnyBytes_isReadOrRefused(byte[] bytes) {
    checkExport(bytes);
  }

  /** A span that is read comes back as it was, if it says what every span has. */
  static void checkSpan(JsonObject span) {
    try {
      SpanDraft draft = new Calls().span(span);
      boolean storable =
          draft.fields().has(SpanField.KIND)
              && draft.fields().has(SpanField.NAME)
              && draft.fields().has(SpanField.STATUS)
              && draft.fields().has(SpanField.STARTED_AT);
      if (storable) {
        JsonObject view = SpanView.json(SpanJsonTest.stored(draft), PayloadCut.NONE);
        JsonObject again =
            SpanView.json(SpanJsonTest.stored(new Calls().span(view)), PayloadCut.NONE);
        assertEquals(view, again);
      }
    } catch (BadInput e) {
      checkMessage(e);
    }
  }

  static void checkRun(JsonObject run) {
    try {
      assertEquals(new Calls().record(run), new Calls().record(run));
    } catch (BadInput e) {
      checkMessage(e);
    }
  }

  static void checkUsage(JsonObject object) {
    for (UsageConvention convention : UsageConvention.values()) {
      for (boolean answers : new boolean[] {true, false}) {
        try {
          Usage usage = UsageJson.read(Arguments.of(object, new Warnings()), convention, answers);
          if (usage != null) {
            JsonObject ours = UsageJson.json(usage);
            assertEquals(
                usage,
                UsageJson.read(
                    Arguments.of(ours, new Warnings()), UsageConvention.BY_NAMES, answers));
          }
        } catch (BadInput e) {
          checkMessage(e);
        }
      }
    }
  }

  static void checkAtif(byte[] bytes) {
    try {
      Batch batch = AtifDecoder.decode(bytes, AtifSamples.UNDATED);
      Set<Object> ids = new HashSet<>();
      for (SpanDraft span : batch.spans()) {
        assertTrue(ids.add(span.spanId()));
        assertTrue(Times.inRange(span.fields().get(SpanField.STARTED_AT)));
        assertTrue(
            !span.fields()
                .get(SpanField.ENDED_AT)
                .isBefore(span.fields().get(SpanField.STARTED_AT)));
      }
      assertEquals(batch, AtifDecoder.decode(bytes, AtifSamples.UNDATED));
    } catch (BadInput e) {
      checkMessage(e);
    }
  }

  static void checkExport(byte[] bytes) {
    try {
      ExportedRun read = ExportedRun.read(bytes);
      assertEquals(read, ExportedRun.read(bytes));
      assertEquals(
          read.spans(), read.batches(1).stream().flatMap(one -> one.spans().stream()).toList());
    } catch (BadInput e) {
      checkMessage(e);
    }
  }

  private static void checkMessage(BadInput mistake) {
    assertTrue(mistake.rule().matches("(?s)(must|is) .*"), mistake.getMessage());
    assertTrue(mistake.getMessage().contains(". Example: "), mistake.getMessage());
    assertTrue(mistake.getMessage().length() < 2_000, mistake.getMessage());
  }

  private static JsonObject object(byte[] bytes) {
    try {
      return Json.read(bytes) instanceof JsonObject object ? object : JsonObject.EMPTY;
    } catch (JsonReadException e) {
      return JsonObject.EMPTY;
    }
  }
}
