package dev.spoor.codec.claude;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.spoor.codec.session.Oddities;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import java.nio.charset.StandardCharsets;

final class ClaudeFuzzTest {
  /** Lines of a session and of its sub-agent, which begin with a tab. */
  @FuzzTest
  void read_ofAnyBytes_countsWhatItDoesNotUnderstand(byte[] bytes) {
    ClaudeSession session = Transcripts.session(new Oddities());
    for (String line : new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1)) {
      byte[] utf8 = line.getBytes(StandardCharsets.ISO_8859_1);
      if (line.startsWith("\t")) {
        session.readAgent("a1", utf8);
      } else {
        session.read(utf8);
      }
    }
    for (SpanDraft span : session.changes().spans()) {
      assertFalse(
          span.fields().has(SpanField.ENDED_AT)
              && span.fields()
                  .get(SpanField.ENDED_AT)
                  .isBefore(span.fields().get(SpanField.STARTED_AT)));
    }
    assertEquals(0, session.changes().spans().size());
  }
}
