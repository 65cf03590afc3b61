package dev.spoor.mcp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  private static LineReader of(String text, int most) {
    return new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), most);
  }

  @Test
  void read_lines_eachWithoutItsEnd() throws IOException {
    LineReader lines = of("a\n\nb\u00e9\r\nlast", 100);
    assertEquals("a", lines.read());
    assertEquals("", lines.read());
    assertEquals("b\u00e9\r", lines.read());
    assertEquals("last", lines.read());
    assertNull(lines.read());
    assertNull(lines.read());
  }

  @Test
  void read_lineOfLargestSize_isTaken() throws IOException {
    String longest = "x".repeat(200_000);
    LineReader lines = of(longest + "\n" + longest, 200_000);
    assertEquals(longest, lines.read());
    assertEquals(longest, lines.read());
    assertNull(lines.read());
  }

  @Test
  void read_lineTooLong_isSkippedWhole() throws IOException {
    LineReader lines = of("x".repeat(200_001) + "\nnext\n" + "y".repeat(300_000), 200_000);
    assertThrows(ProtocolError.class, lines::read);
    assertEquals("next", lines.read());
    assertThrows(ProtocolError.class, lines::read);
    assertNull(lines.read());
  }

  @Test
  void read_bytesOneByOne_isTheSame() throws IOException {
    byte[] bytes = "a\u20ac\nb\n".getBytes(StandardCharsets.UTF_8);
    InputStream trickle =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(1, length));
          }
        };
    LineReader lines = new LineReader(trickle, 100);
    assertEquals("a\u20ac", lines.read());
    assertEquals("b", lines.read());
    assertNull(lines.read());
  }
}
