package dev.spoor.bench;

import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.RunDraft;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Runs without end: model and tool calls in turns, whose rows are about 768 bytes long. */
final class SteadySpans {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String[] WORDS =
      "span agent model tool file build test fix read write error retry plan search merge branch"
          .split(" ");
  private static final String[] MODELS = {"claude-sonnet-4-5", "gpt-5-mini", "gemini-2.5-pro"};
  private static final String[] TOOLS = {"Bash", "Read", "Edit", "Grep"};
  private static final int ATTRIBUTE_CHARS = 585;

  private final Random random;
  private final int spansARun;
  private long runs;

  SteadySpans(int spansARun) {
    this(spansARun, 42);
  }

  SteadySpans(int spansARun, long seed) {
    this.spansARun = spansARun;
    this.random = new Random(seed);
  }

  /** The next ended runs, together of so many spans. */
  Batch next(int spans) {
    List<RunDraft> drafts = new ArrayList<>();
    List<SpanDraft> all = new ArrayList<>();
    while (all.size() < spans) {
      TraceId traceId = new TraceId("%016x%016x".formatted(random.nextLong(), ++runs));
      drafts.add(
          new RunDraft(traceId, SpanId.of(1), Fields.NONE.with(RunField.AGENT, "bench-agent")));
      all.add(new SpanDraft(traceId, SpanId.of(1), root()));
      for (int number = 2; number <= spansARun; number++) {
        all.add(span(traceId, number));
      }
    }
    return new Batch(drafts, all, List.of());
  }

  private Fields root() {
    return timed(0, spansARun)
        .set(SpanField.NAME, "fix the build")
        .set(SpanField.KIND, SpanKind.AGENT)
        .build();
  }

  /** A span of that run below its root. */
  SpanDraft span(TraceId traceId, int number) {
    Fields.Builder fields = timed(number, 1).set(SpanField.PARENT, SpanId.of(1));
    if (number % 2 == 0) {
      fields
          .set(SpanField.NAME, "chat")
          .set(SpanField.KIND, SpanKind.LLM)
          .set(SpanField.PROVIDER, "any")
          .set(SpanField.MODEL, MODELS[(int) (runs % MODELS.length)])
          .set(SpanField.USAGE, new Usage(number, 2_000, 10, 0, 300, 0, false));
    } else {
      fields
          .set(SpanField.NAME, TOOLS[number % TOOLS.length])
          .set(SpanField.KIND, SpanKind.TOOL)
          .set(SpanField.TOOL_NAME, TOOLS[number % TOOLS.length])
          .set(SpanField.TOOL_CALL_ID, "toolu_" + Long.toHexString(random.nextLong()));
    }
    return new SpanDraft(traceId, SpanId.of(number), fields.build());
  }

  private Fields.Builder timed(int second, int seconds) {
    Instant start = NOON.plusSeconds(runs * 60 + second);
    return Fields.builder()
        .set(SpanField.STATUS, SpanStatus.OK)
        .set(SpanField.STARTED_AT, start)
        .set(SpanField.ENDED_AT, start.plusSeconds(seconds))
        .set(SpanField.ATTRIBUTES, attributes());
  }

  private JsonText attributes() {
    StringBuilder text = new StringBuilder("{\"task\":\"");
    while (text.length() < ATTRIBUTE_CHARS) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    return new JsonText(
        text.append("\",\"turn\":").append(random.nextInt(1_000)).append("}").toString());
  }
}
