package dev.spoor.codec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** A header that anybody may write. */
final class TraceparentFuzzTest {
  @FuzzTest
  void traceparent_anyText_isReadOrAsIfThereWereNone(byte[] bytes) {
    String header = new String(bytes, StandardCharsets.UTF_8);
    Traceparent.parse(header)
        .ifPresent(read -> assertTrue(header.contains(read.traceId() + "-" + read.spanId())));
  }
}
