package dev.spoor.codec.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.spoor.codec.Told;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.SpanField;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Lines of a session and its sub-agents, read by a decoder in any portions. */
public final class Pieces {
  private Pieces() {}

  /**
   * A line.
   *
   * @param agent the sub-agent whose file it is in; null for the session's own
   */
  public record Line(String agent, String text) {
    /** A line of the session's own file. */
    public static Line own(String text) {
      return new Line(null, text);
    }

    void readBy(SessionDecoder decoder) {
      decoder.read(agent, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** All lines at once. */
  public static Batch whole(SessionDecoder decoder, List<Line> lines) {
    lines.forEach(line -> line.readBy(decoder));
    return decoder.changes();
  }

  /** That it does not matter when lines are taken, and by which process. */
  public static void assertSameInPieces(Supplier<SessionDecoder> decoders, List<Line> lines) {
    Told whole = Told.of(whole(decoders.get(), lines));
    Told each = new Told();
    SessionDecoder patient = decoders.get();
    for (Line line : lines) {
      line.readBy(patient);
      each.take(patient.changes());
    }
    assertSame(whole, each);
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 20; round++) {
      assertSame(whole, inTwoProcesses(decoders, lines, random.nextInt(lines.size() + 1)));
    }
  }

  private static Told inTwoProcesses(Supplier<SessionDecoder> decoders, List<Line> lines, int cut) {
    Told told = new Told();
    told.take(whole(decoders.get(), lines.subList(0, cut)));
    SessionDecoder second = decoders.get();
    lines.subList(0, cut).forEach(line -> line.readBy(second));
    second.isStored();
    told.take(whole(second, lines.subList(cut, lines.size())));
    return told;
  }

  private static void assertSame(Told expected, Told actual) {
    assertEquals(expected.runs, actual.runs);
    assertEquals(expected.spans.keySet(), actual.spans.keySet());
    expected.spans.forEach((run, spans) -> assertEquals(spans, actual.spans.get(run)));
  }

  /** That no span ends before it begins, and that what was told is not told again. */
  public static void assertSound(SessionDecoder decoder) {
    Told told = Told.of(decoder.changes());
    for (Fields span : told.all()) {
      assertFalse(
          span.has(SpanField.ENDED_AT)
              && span.get(SpanField.ENDED_AT).isBefore(span.get(SpanField.STARTED_AT)));
    }
    assertEquals(new Batch(List.of(), List.of(), List.of()), decoder.changes());
  }

  /** Reads any bytes as lines; those that begin with a tab are a sub-agent's. */
  public static void readAnything(SessionDecoder decoder, byte[] bytes) {
    for (String line : new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1)) {
      decoder.read(line.startsWith("\t") ? "a1" : null, line.getBytes(StandardCharsets.ISO_8859_1));
    }
    assertSound(decoder);
  }
}
