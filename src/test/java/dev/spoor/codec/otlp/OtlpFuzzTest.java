package dev.spoor.codec.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.spoor.codec.Times;
import dev.spoor.codec.dialect.OtlpMapping;
import dev.spoor.json.Json;
import dev.spoor.model.BadInput;

/** Whatever comes is read, or is a mistake of the sender's in words; never a fault of ours. */
final class OtlpFuzzTest {
  @FuzzTest
  void protobuf_ofAnyBytes_isReadOrRefused(byte[] bytes) {
    check(OtlpEncoding.PROTOBUF, bytes);
  }

  @FuzzTest
  void protobufSpan_ofAnyBytes_isReadOrLeftOut(byte[] bytes) {
    checkRecord(bytes);
  }

  @FuzzTest
  void json_ofAnyBytes_isReadOrRefused(byte[] bytes) {
    check(OtlpEncoding.JSON, bytes);
  }

  static void checkRecord(byte[] bytes) {
    byte[] request =
        Protobuf.message()
            .message(1, Protobuf.message().message(2, Protobuf.message().bytes(2, bytes)))
            .bytes();
    OtlpReader reader = new OtlpReader(OtlpEncoding.PROTOBUF, Collected.UNDATED);
    Collected<OtlpSpan> spans = Collected.spans(reader, request);
    assertEquals(1, spans.records().size() + spans.rejected());
    Collected<OtlpLog> logs = Collected.logs(reader, request);
    assertEquals(1, logs.records().size() + logs.rejected());
    check(OtlpEncoding.PROTOBUF, request);
  }

  static void check(OtlpEncoding encoding, byte[] bytes) {
    OtlpReader reader = new OtlpReader(encoding, Collected.UNDATED);
    try {
      reader.signal(bytes);
      Collected.points(reader, bytes);
      Collected<OtlpSpan> spans = Collected.spans(reader, bytes);
      for (OtlpSpan span : spans.records()) {
        assertTrue(Times.inRange(span.start()));
        assertEquals(span.attributes(), Json.trusted(Json.text(span.attributes())));
      }
      new OtlpMapping().spans(spans.records());
      Collected<OtlpLog> logs = Collected.logs(reader, bytes);
      logs.records().forEach(log -> assertTrue(Times.inRange(log.at())));
      new OtlpMapping().logs(logs.records(), log -> {});
    } catch (BadInput mistake) {
      assertTrue(mistake.rule().matches("(?s)(must|is) .*"), mistake.getMessage());
      assertTrue(mistake.getMessage().length() < 2_000, mistake.getMessage());
    }
  }
}
