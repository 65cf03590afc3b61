package dev.spoor.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The runs that the demo shows are shipped, and are the samples they say they are. */
final class DemoRunsTest {
  @ParameterizedTest
  @CsvSource({
    "qemu-alpine-ssh.json, qemu-alpine-ssh__iF9Kaeq",
    "prove-plus-comm.json, prove-plus-comm__YDACMLN",
    "query-optimize.json, query-optimize__xcBWV57"
  })
  void run_isShipped(String resource, String sample) throws IOException {
    try (InputStream shipped =
        AtifDecoder.class.getResourceAsStream("/dev/spoor/demo/" + resource)) {
      byte[] bytes = shipped.readAllBytes();

      assertArrayEquals(AtifSamples.bytes(sample), bytes);
      assertEquals(AtifSamples.decode(sample), AtifDecoder.decode(bytes, AtifSamples.UNDATED));
    }
  }
}
