package dev.spoor.bench;

import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.RunDraft;
import dev.spoor.model.RunField;
import dev.spoor.model.RunFilter;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Tags;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usage;
import dev.spoor.store.SpanReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Thirty days of runs, always the same: 8 models, 8 agents, 4 projects, 10 features, 12 tags of
 * which the last is rare, a session for every twenty runs, one run in ten failed, and every span
 * with a text, of which one in 20,000 has the word {@value #RARE_WORD}.
 *
 * @param runs how many
 */
record MonthOfRuns(int runs) {
  static final Instant BEGIN = Instant.parse("2026-10-01T00:00:00Z");
  static final Duration LENGTH = Duration.ofDays(30);
  static final List<String> MODELS =
      List.of(
          "claude-sonnet-4-5",
          "gpt-5",
          "claude-opus-4-1",
          "gpt-5-mini",
          "gemini-2.5-pro",
          "claude-haiku-4-5",
          "gemini-2.5-flash",
          "own-model");
  static final int TAGS = 12;
  static final int BIG_RUN = 500;

  static final String RARE_WORD = "needle";
  static final NaturalText WORDS = new NaturalText();

  private static final int WORDS_A_TEXT = 25;
  private static final int SPANS_A_RARE_WORD = 20_000;
  private static final List<String> TOOLS =
      List.of("Bash", "Read", "Edit", "Grep", "Write", "WebFetch", "search_issues", "run_tests");
  private static final List<String> VERBS = List.of("fix", "write", "review", "explain", "test");
  private static final List<String> THINGS =
      List.of("the build", "the parser", "the docs", "the login page", "the cache", "the index");
  private static final int RUNS_A_SESSION = 20;
  private static final int MEAN_SMALL_RUN = 45;

  Instant end() {
    return BEGIN.plus(LENGTH);
  }

  /** The id of a run: the number itself, spread as random ids are. */
  static TraceId id(int run) {
    Random random = new Random(run);
    return new TraceId(
        String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong() | 1));
  }

  static String tag(int number) {
    return "tag-" + number;
  }

  static String session(int run) {
    return "session-" + run / RUNS_A_SESSION;
  }

  /** How many of them are stored, when they were written in order. */
  int stored(SpanReader reader) {
    if (reader.runs(RunFilter.ALL, null, 1).total() == 0) {
      return 0;
    }
    int low = 0;
    int high = runs;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (reader.run(id(middle - 1)).isPresent()) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Some of the runs with all their spans. */
  Batch batch(int from, int to) {
    List<RunDraft> drafts = new ArrayList<>();
    List<SpanDraft> spans = new ArrayList<>();
    for (int run = from; run < to; run++) {
      Random random = new Random(~run);
      drafts.add(new RunDraft(id(run), SpanId.of(1), fields(run, random)));
      spans.addAll(spans(run, random));
    }
    return new Batch(drafts, spans, List.of());
  }

  private Fields fields(int run, Random random) {
    List<String> tags = new ArrayList<>();
    for (int tag = 0; tag < TAGS - 1; tag++) {
      if (random.nextInt(tag + 5) == 0) {
        tags.add(tag(tag));
      }
    }
    if (run % 200 == 7) {
      tags.add(tag(TAGS - 1));
    }
    return Fields.builder()
        .set(RunField.AGENT, "agent-" + skewed(random, 8))
        .set(RunField.PROJECT, "project-" + skewed(random, 4))
        .set(RunField.FEATURE, "feature-" + random.nextInt(10))
        .set(RunField.SESSION_ID, session(run))
        .set(RunField.TAGS, new Tags(tags))
        .set(RunField.RELEASE, "1." + run * 10 / runs)
        .build();
  }

  /** Small numbers more often than large ones. */
  private static int skewed(Random random, int bound) {
    return (int) (bound * random.nextDouble() * random.nextDouble());
  }

  private List<SpanDraft> spans(int run, Random random) {
    int count = run % 100 == 50 ? BIG_RUN : 5 + random.nextInt(2 * (MEAN_SMALL_RUN - 5));
    TraceId traceId = id(run);
    Instant start = BEGIN.plusNanos((long) ((double) LENGTH.toNanos() * run / runs));
    int first = skewed(random, MODELS.size());
    int second = random.nextInt(3) == 0 ? random.nextInt(MODELS.size()) : first;
    List<SpanDraft> spans = new ArrayList<>();
    Instant at = start.plusMillis(1);
    for (int number = 2; number <= count; number++) {
      boolean model = number % 2 == 0;
      Duration length =
          Duration.ofMillis((long) ((model ? 3_000 : 150) * Math.exp(random.nextGaussian())));
      String answering = MODELS.get(random.nextInt(4) == 0 ? second : first);
      Fields.Builder fields =
          model ? call(answering, random) : tool(TOOLS.get(skewed(random, TOOLS.size())), random);
      fields
          .set(SpanField.PARENT, SpanId.of(1))
          .set(SpanField.STARTED_AT, at)
          .set(SpanField.ENDED_AT, at.plus(length))
          .set(SpanField.OUTPUT, Payload.text(text(random)))
          .set(SpanField.ATTRIBUTES, attributes(run, number));
      spans.add(new SpanDraft(traceId, SpanId.of(number), fields.build()));
      at = at.plus(length);
    }
    spans.add(0, new SpanDraft(traceId, SpanId.of(1), root(run, start, at, random)));
    return spans;
  }

  private static String text(Random random) {
    String text = WORDS.text(random, WORDS_A_TEXT);
    return random.nextInt(SPANS_A_RARE_WORD) == 0 ? text + ' ' + RARE_WORD : text;
  }

  private Fields root(int run, Instant start, Instant end, Random random) {
    boolean going = run > runs - 10;
    boolean failed = random.nextInt(10) == 0;
    Fields.Builder root =
        Fields.builder()
            .set(SpanField.KIND, SpanKind.AGENT)
            .set(
                SpanField.NAME,
                VERBS.get(random.nextInt(VERBS.size()))
                    + " "
                    + THINGS.get(random.nextInt(THINGS.size())))
            .set(SpanField.STARTED_AT, start)
            .set(
                SpanField.STATUS,
                going ? SpanStatus.RUNNING : failed ? SpanStatus.ERROR : SpanStatus.OK);
    if (!going) {
      root.set(SpanField.ENDED_AT, end);
    }
    return root.build();
  }

  private static Fields.Builder call(String model, Random random) {
    return Fields.builder()
        .set(SpanField.KIND, SpanKind.LLM)
        .set(SpanField.NAME, "chat")
        .set(SpanField.PROVIDER, "anthropic")
        .set(SpanField.MODEL, model)
        .set(SpanField.FINISH_REASON, "tool_use")
        .set(
            SpanField.USAGE,
            new Usage(
                random.nextInt(3_000),
                random.nextInt(60_000),
                0,
                0,
                random.nextInt(900),
                0,
                false));
  }

  private static Fields.Builder tool(String tool, Random random) {
    Fields.Builder fields =
        Fields.builder()
            .set(SpanField.KIND, SpanKind.TOOL)
            .set(SpanField.NAME, tool)
            .set(SpanField.TOOL_NAME, tool)
            .set(SpanField.TOOL_CALL_ID, "toolu_" + Long.toHexString(random.nextLong()))
            .set(SpanField.INPUT, Payload.text("src/main/" + random.nextInt(10_000) + ".java"));
    if (random.nextInt(20) == 0) {
      fields
          .set(SpanField.STATUS, SpanStatus.ERROR)
          .set(SpanField.ERROR, new SpanError("exit", "status 1", null));
    }
    return fields;
  }

  private static JsonText attributes(int run, int number) {
    return new JsonText(
        """
        {"gen_ai.operation.name":"step","service.name":"agent","service.version":"1.4.2",\
        "host.name":"builder-%d","process.pid":%d,"code.function":"dev.agent.Loop.step",\
        "thread.name":"worker-%d","cwd":"/home/dev/project","permission_mode":"acceptEdits"}"""
            .formatted(run % 7, 1_000 + run % 9_000, number % 4));
  }
}
