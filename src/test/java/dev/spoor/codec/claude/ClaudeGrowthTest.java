package dev.spoor.codec.claude;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Batch;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A session that is read while it grows leaves the same runs as one that is read at once. */
final class ClaudeGrowthTest {
  private static final int CUTS = 12;
  private static final String NAMES = "dev.spoor.codec.claude.Transcripts#names";

  /** How far the session's own file and each sub-agent's was read. */
  private record Position(int own, Map<String, Integer> agents) {}

  private static Told whole(String name) {
    return Told.of(Transcripts.batch(name));
  }

  @ParameterizedTest
  @MethodSource(NAMES)
  void session_takenAfterEachLine_isTheSame(String name) {
    ClaudeSession session = Transcripts.session(new Oddities());
    Told told = new Told();
    for (byte[] line : Transcripts.lines(name)) {
      session.read(line);
      told.take(session.changes());
    }
    Transcripts.agents(name)
        .forEach(
            (agent, lines) ->
                lines.forEach(
                    line -> {
                      session.readAgent(agent, line);
                      told.take(session.changes());
                    }));

    assertSame(whole(name), told);
  }

  @ParameterizedTest
  @MethodSource(NAMES)
  void session_readAgainInAnotherProcess_isTheSame(String name) {
    SplittableRandom random = new SplittableRandom(7);
    for (int cut = 0; cut < CUTS; cut++) {
      Position position = position(name, random);
      Told told = new Told();
      ClaudeSession first = Transcripts.session(new Oddities());
      read(name, first, new Position(0, Map.of()), position);
      told.take(first.changes());
      ClaudeSession second = Transcripts.session(new Oddities());
      read(name, second, new Position(0, Map.of()), position);
      second.isStored();
      read(name, second, position, end(name));
      told.take(second.changes());

      assertSame(whole(name), told);
    }
  }

  @ParameterizedTest
  @MethodSource(NAMES)
  void session_thatDidNotGrow_hasNothingNew(String name) {
    ClaudeSession session = Transcripts.session(new Oddities());
    read(name, session, new Position(0, Map.of()), end(name));
    session.isStored();

    assertEquals(new Batch(List.of(), List.of(), List.of()), session.changes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"spotter/tool_heavy", Transcripts.LONG})
  void session_thatGrew_bringsOnlyTheNew(String name) {
    int lines = Transcripts.lines(name).size();
    ClaudeSession session = Transcripts.session(new Oddities());
    read(name, session, new Position(0, Map.of()), new Position(lines - 3, Map.of()));
    int before = session.changes().spans().size();
    read(name, session, new Position(lines - 3, Map.of()), new Position(lines, Map.of()));
    int after = session.changes().spans().size();

    assertTrue(after > 0 && after <= 4, after + " of " + before);
  }

  private static Position position(String name, SplittableRandom random) {
    Map<String, Integer> agents = new TreeMap<>();
    Transcripts.agents(name)
        .forEach((agent, lines) -> agents.put(agent, random.nextInt(lines.size() + 1)));
    return new Position(random.nextInt(Transcripts.lines(name).size() + 1), agents);
  }

  private static Position end(String name) {
    Map<String, Integer> agents = new TreeMap<>();
    Transcripts.agents(name).forEach((agent, lines) -> agents.put(agent, lines.size()));
    return new Position(Transcripts.lines(name).size(), agents);
  }

  private static void read(String name, ClaudeSession session, Position from, Position to) {
    Transcripts.lines(name).subList(from.own(), to.own()).forEach(session::read);
    Transcripts.agents(name)
        .forEach(
            (agent, lines) ->
                lines
                    .subList(
                        from.agents().getOrDefault(agent, 0), to.agents().getOrDefault(agent, 0))
                    .forEach(line -> session.readAgent(agent, line)));
  }

  private static void assertSame(Told expected, Told actual) {
    assertEquals(expected.runs, actual.runs);
    assertEquals(expected.spans.keySet(), actual.spans.keySet());
    expected.spans.forEach(
        (traceId, spans) -> {
          assertEquals(spans.keySet(), actual.spans.get(traceId).keySet());
          spans.forEach(
              (spanId, fields) -> assertEquals(fields, actual.spans.get(traceId).get(spanId)));
        });
  }
}
