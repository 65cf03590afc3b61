package dev.spoor.store.kit;

import dev.spoor.model.CostStatus;
import dev.spoor.model.Fields;
import dev.spoor.model.Flag;
import dev.spoor.model.FlagCode;
import dev.spoor.model.Git;
import dev.spoor.model.JsonText;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.RunStatus;
import dev.spoor.model.RunTotals;
import dev.spoor.model.Score;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanId;
import dev.spoor.model.Tags;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Runs to store, and what hangs on them. */
public final class Runs {
  /** When all of it happens. */
  public static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456789Z");

  private Runs() {}

  /** The id with that number. */
  public static TraceId id(long number) {
    return new TraceId("%032x".formatted(number));
  }

  /** A run of which nothing is known but that it began, so many seconds after noon. */
  public static Run run(long number) {
    return make(number).run();
  }

  /** The same, to say more about it. */
  public static RunMaker make(long number) {
    RunTotals totals =
        new RunTotals(
            NOON.plusSeconds(number), null, NOON, 0, 0, 0, 0, Usage.NONE, null, null, null);
    return new RunMaker(
        new Run(
            id(number),
            null,
            "",
            RunStatus.RUNNING,
            null,
            Fields.NONE,
            totals,
            null,
            List.of(),
            List.of(),
            1));
  }

  /** A run of which everything is known, flags included. */
  public static Run full(long number) {
    return make(number)
        .root(new SpanId("00f067aa0ba902b7"))
        .name("fix the build")
        .status(RunStatus.ERROR)
        .error(new SpanError("timeout", "took too long", "at line 7"))
        .fields(everyField())
        .totals(totals())
        .flags(flag("flag_1", Flag.State.OPEN), bareFlag("flag_2"))
        .revision(7)
        .run();
  }

  private static Flag bareFlag(String flagId) {
    return new Flag(
        flagId,
        FlagCode.SECRET_REDACTED,
        "one secret",
        List.of(new SpanId("ffffffffffffffff")),
        1,
        null,
        null,
        Flag.State.ACCEPTED,
        NOON);
  }

  private static RunTotals totals() {
    return new RunTotals(
        NOON,
        NOON.plusNanos(1),
        NOON.plusSeconds(60),
        12,
        2,
        4,
        5,
        new Usage(100, 200, 300, 400, 500, 60, true),
        new Usd(123_456_789),
        CostStatus.PARTIAL,
        new Usd(5));
  }

  /** A value for each field a run has. */
  public static Fields everyField() {
    return Fields.builder()
        .set(RunField.PARENT_TRACE, id(0xfeed))
        .set(RunField.PARENT_SPAN, new SpanId("8000000000000001"))
        .set(RunField.AGENT, "claude-code")
        .set(RunField.RUNNER_ID, "runner-1")
        .set(RunField.THREAD_ID, "thread-1")
        .set(RunField.PROJECT, "spoor")
        .set(RunField.FEATURE, "search")
        .set(RunField.SESSION_ID, "session-1")
        .set(RunField.USER_ID, "user-1")
        .set(RunField.ENVIRONMENT, "ci")
        .set(RunField.RELEASE, "1.2.3")
        .set(RunField.TAGS, new Tags(List.of("slow", "nightly")))
        .set(RunField.HALT_REASON, "max_turns")
        .set(RunField.METADATA, new JsonText("{\"b\":1,\"a\":[1.50,null]}"))
        .set(RunField.GIT, new Git("https://example.org/spoor.git", null, "0af7651916cd43dd"))
        .set(RunField.ABANDONED_AT, NOON.plusSeconds(90))
        .set(RunField.HEARD_AT, NOON.plusSeconds(80))
        .build();
  }

  /** A finding at two spans. */
  public static Flag flag(String flagId, Flag.State state) {
    return new Flag(
        flagId,
        FlagCode.LOOP,
        "Bash was called 3 times in a row",
        List.of(new SpanId("00f067aa0ba902b7"), new SpanId("b7ad6b7169203331")),
        3,
        1200L,
        new Usd(44),
        state,
        NOON.plusSeconds(1));
  }

  /** A grade of which everything is known. */
  public static Score fullScore(long run, String scoreId) {
    return new Score(
        scoreId,
        id(run),
        new SpanId("00f067aa0ba902b7"),
        "quality",
        new BigDecimal("0.730"),
        "good",
        "did what was asked",
        Score.Source.JUDGE,
        "some-model",
        NOON.plusNanos(1));
  }

  /** A grade that a person gave the run as a whole. */
  public static Score score(long run, String scoreId) {
    return score(run, scoreId, "helpful");
  }

  /** The same under another name. */
  public static Score score(long run, String scoreId, String name) {
    return score(run, scoreId, name, Score.Source.HUMAN);
  }

  /** A grade that a check gave the run as a whole. */
  public static Score checkScore(long run, String scoreId, String name) {
    return score(run, scoreId, name, Score.Source.CHECK);
  }

  private static Score score(long run, String scoreId, String name, Score.Source source) {
    return new Score(scoreId, id(run), null, name, BigDecimal.ONE, null, null, source, null, NOON);
  }
}
