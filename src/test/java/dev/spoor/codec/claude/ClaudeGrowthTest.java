package dev.spoor.codec.claude;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.codec.Told;
import dev.spoor.codec.session.Oddities;
import dev.spoor.model.Batch;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final int DAMAGES = 10;
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
      Position position = position(Transcripts.lines(name), Transcripts.agents(name), random);
      Told told = new Told();
      ClaudeSession first = Transcripts.session(new Oddities());
      read(
          Transcripts.lines(name),
          Transcripts.agents(name),
          first,
          new Position(0, Map.of()),
          position);
      told.take(first.changes());
      ClaudeSession second = Transcripts.session(new Oddities());
      read(
          Transcripts.lines(name),
          Transcripts.agents(name),
          second,
          new Position(0, Map.of()),
          position);
      second.isStored();
      read(
          Transcripts.lines(name),
          Transcripts.agents(name),
          second,
          position,
          end(Transcripts.lines(name), Transcripts.agents(name)));
      told.take(second.changes());

      assertSame(whole(name), told);
    }
  }

  @ParameterizedTest
  @MethodSource(NAMES)
  void session_thatDidNotGrow_hasNothingNew(String name) {
    ClaudeSession session = Transcripts.session(new Oddities());
    read(
        Transcripts.lines(name),
        Transcripts.agents(name),
        session,
        new Position(0, Map.of()),
        end(Transcripts.lines(name), Transcripts.agents(name)));
    session.isStored();

    assertEquals(new Batch(List.of(), List.of(), List.of()), session.changes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"spotter/tool_heavy", Transcripts.LONG})
  void session_thatGrew_bringsOnlyTheNew(String name) {
    int lines = Transcripts.lines(name).size();
    ClaudeSession session = Transcripts.session(new Oddities());
    read(
        Transcripts.lines(name),
        Transcripts.agents(name),
        session,
        new Position(0, Map.of()),
        new Position(lines - 3, Map.of()));
    int before = session.changes().spans().size();
    read(
        Transcripts.lines(name),
        Transcripts.agents(name),
        session,
        new Position(lines - 3, Map.of()),
        new Position(lines, Map.of()));
    int after = session.changes().spans().size();

    assertTrue(after > 0 && after <= 4, after + " of " + before);
  }

  /**
   * Lines left out, doubled, cut off, and where there are no sub-agents, who are found by time,
   * moved and broken too: what must hold for any file holds for these.
   */
  @ParameterizedTest
  @ValueSource(strings = {"spotter/tool_heavy", "spotter/subagent", Transcripts.LONG})
  void damagedSession_readInPieces_isTheSame(String name) {
    for (int seed = 0; seed < DAMAGES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      boolean inDisorder = Transcripts.agents(name).isEmpty();
      List<byte[]> own = damaged(Transcripts.lines(name), random, inDisorder);
      Map<String, List<byte[]>> agents = new TreeMap<>();
      Transcripts.agents(name)
          .forEach((agent, lines) -> agents.put(agent, damaged(lines, random, false)));
      ClaudeSession whole = Transcripts.session(new Oddities());
      own.forEach(whole::read);
      agents.forEach((agent, lines) -> lines.forEach(line -> whole.readAgent(agent, line)));
      Told told = new Told();
      Position before = new Position(0, Map.of());
      for (double share : new double[] {random.nextDouble(), 1}) {
        ClaudeSession session = Transcripts.session(new Oddities());
        read(own, agents, session, new Position(0, Map.of()), before);
        session.isStored();
        Position to = share == 1 ? end(own, agents) : position(own, agents, random);
        Position onTheWay = between(before, to, random);
        read(own, agents, session, before, onTheWay);
        told.take(session.changes());
        read(own, agents, session, onTheWay, to);
        told.take(session.changes());
        before = to;
      }

      assertSame(Told.of(whole.changes()), told);
    }
  }

  private static List<byte[]> damaged(
      List<byte[]> lines, SplittableRandom random, boolean inDisorder) {
    List<byte[]> damaged = new ArrayList<>();
    for (byte[] line : lines) {
      switch (random.nextInt(inDisorder ? 12 : 8)) {
        case 0 -> {
          // left out
        }
        case 1 -> {
          damaged.add(line);
          damaged.add(line);
        }
        case 2 -> damaged.add(Arrays.copyOf(line, random.nextInt(line.length)));
        case 8 -> damaged.add(random.nextInt(damaged.size() + 1), line);
        case 9 -> {
          byte[] broken = line.clone();
          broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(7));
          damaged.add(broken);
        }
        default -> damaged.add(line);
      }
    }
    return damaged;
  }

  private static Position position(
      List<byte[]> own, Map<String, List<byte[]>> agents, SplittableRandom random) {
    return between(new Position(0, Map.of()), end(own, agents), random);
  }

  private static Position between(Position from, Position to, SplittableRandom random) {
    Map<String, Integer> agents = new TreeMap<>();
    to.agents()
        .forEach(
            (agent, end) -> {
              int start = from.agents().getOrDefault(agent, 0);
              agents.put(agent, start + random.nextInt(Math.max(1, end - start + 1)));
            });
    return new Position(
        from.own() + random.nextInt(Math.max(1, to.own() - from.own() + 1)), agents);
  }

  private static Position end(List<byte[]> own, Map<String, List<byte[]>> agents) {
    Map<String, Integer> ends = new TreeMap<>();
    agents.forEach((agent, lines) -> ends.put(agent, lines.size()));
    return new Position(own.size(), ends);
  }

  private static void read(
      List<byte[]> own,
      Map<String, List<byte[]>> agents,
      ClaudeSession session,
      Position from,
      Position to) {
    own.subList(from.own(), to.own()).forEach(session::read);
    agents.forEach(
        (agent, lines) ->
            lines
                .subList(from.agents().getOrDefault(agent, 0), to.agents().getOrDefault(agent, 0))
                .forEach(line -> session.readAgent(agent, line)));
  }

  private static void assertSame(Told expected, Told actual) {
    assertEquals(expected.runs.keySet(), actual.runs.keySet());
    expected.runs.forEach((traceId, run) -> assertEquals(run, actual.runs.get(traceId)));
    assertEquals(expected.spans.keySet(), actual.spans.keySet());
    expected.spans.forEach(
        (traceId, spans) -> {
          assertEquals(spans.keySet(), actual.spans.get(traceId).keySet());
          spans.forEach(
              (spanId, fields) -> assertEquals(fields, actual.spans.get(traceId).get(spanId)));
        });
  }
}
