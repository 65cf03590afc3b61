package dev.spoor.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Whatever stands in a call's body is its message, or a mistake of the caller's in words. */
final class GrpcFuzzTest {
  private final BodyMemory memory = new BodyMemory();

  @FuzzTest
  void body_ofAnyBytes_isOneMessageOrRefused(byte[] body) throws IOException {
    for (String encoding : new String[] {null, "identity", "gzip"}) {
      try {
        byte[] message = message(body, encoding);
        if (body[0] == 0) {
          assertArrayEquals(Arrays.copyOfRange(body, 5, body.length), message);
        }
      } catch (HttpProblem mistake) {
        assertTrue(mistake.status() == 400 || mistake.status() == 413, mistake.getMessage());
      }
    }
  }

  @FuzzTest
  void message_ofAnyBytes_isFramedAndFound(byte[] message) throws IOException {
    ByteBuffer framed = GrpcFrame.of(message);
    byte[] body = new byte[framed.remaining()];
    framed.get(body);
    assertArrayEquals(message, message(body, null));
  }

  private byte[] message(byte[] body, String encoding) throws IOException {
    try (BodyMemory.Share held = memory.share()) {
      return GrpcFrame.message(new ByteArrayInputStream(body), encoding, held);
    }
  }
}
