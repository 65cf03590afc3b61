package dev.spoor.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.codec.AtifDecoder;
import dev.spoor.json.Json;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.model.Fields;
import dev.spoor.model.Flag;
import dev.spoor.model.FlagCode;
import dev.spoor.model.RunTotals;
import dev.spoor.model.RunTree;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.ToolCall;
import dev.spoor.model.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sixteen real runs, labelled with how often a call and its result came the same in a row. */
final class KimiLoopsTest {
  private static final Path RUNS = Path.of("src/test/resources/samples/atif/kimi");

  private static final RunTotals NO_TOTALS =
      new RunTotals(Instant.EPOCH, null, Instant.EPOCH, 0, 0, 0, 0, Usage.NONE, null, null, null);

  static Stream<String> runs() throws IOException, JsonReadException {
    return labels().members().keySet().stream();
  }

  @Test
  void labels_areOfSixteenRuns() throws IOException, JsonReadException {
    assertEquals(16, labels().members().size());
  }

  @ParameterizedTest
  @MethodSource("runs")
  void longestRow_ofEqualCallsAndResults_isTheLabel(String run)
      throws IOException, JsonReadException {
    assertEquals(label(run), longestRow(spans(run)));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void loop_isSeenWhereTheLabelSaysThreeOrMore(String run) throws IOException, JsonReadException {
    List<SpanOutline> spans = spans(run);
    SpanId root =
        spans.stream().filter(span -> span.parent() == null).findFirst().orElseThrow().spanId();
    WatchedRun view = Steps.view(new RunTree(spans, root), spans, NO_TOTALS);

    List<Flag> loops =
        new Watches(RunLimits.NONE)
            .flags(view).stream().filter(flag -> flag.code() == FlagCode.LOOP).toList();

    assertEquals(label(run) >= 3, !loops.isEmpty());
    assertEquals(
        label(run) >= 3 ? label(run) : 0, loops.stream().mapToLong(Flag::count).max().orElse(0));
  }

  private static long label(String run) throws IOException, JsonReadException {
    JsonNumber label =
        (JsonNumber) labels().object(run).members().get("longest_identical_call_and_result_run");
    return label.whole().orElseThrow();
  }

  private static JsonObject labels() throws IOException, JsonReadException {
    return (JsonObject) Json.read(Files.readString(RUNS.resolve("labels.json")));
  }

  private static List<SpanOutline> spans(String run) throws IOException {
    byte[] file = Files.readAllBytes(RUNS.resolve(run).resolve("trajectory.json"));
    List<SpanOutline> spans = new ArrayList<>();
    for (SpanDraft draft : AtifDecoder.decode(file, Instant.EPOCH).spans()) {
      spans.add(outline(draft, spans.size() + 1));
    }
    return spans;
  }

  private static SpanOutline outline(SpanDraft draft, long sequence) {
    Fields said = draft.fields();
    return new SpanOutline(
        draft.spanId(),
        said.get(SpanField.PARENT),
        sequence,
        said.get(SpanField.KIND, SpanKind.INTERNAL),
        said.get(SpanField.NAME, ""),
        said.get(SpanField.STATUS, SpanStatus.OK),
        said.get(SpanField.STARTED_AT, Instant.EPOCH),
        said.get(SpanField.ENDED_AT),
        null,
        said.get(SpanField.USAGE),
        null,
        null,
        call(said, sequence));
  }

  private static ToolCall call(Fields said, long sequence) {
    if (!said.get(SpanField.KIND, SpanKind.INTERNAL).callsTool()) {
      return null;
    }
    String tool = said.get(SpanField.TOOL_NAME, "");
    return new ToolCall(
        tool,
        CallFingerprint.arguments(tool, said.get(SpanField.INPUT)),
        CallFingerprint.result(said.get(SpanField.OUTPUT), said.get(SpanField.ERROR)),
        said.get(SpanField.STATUS) == SpanStatus.RUNNING ? 0 : sequence);
  }

  private static long longestRow(List<SpanOutline> spans) {
    List<SpanOutline> calls =
        spans.stream().filter(span -> span.call() != null && span.call().finished()).toList();
    long longest = 0;
    long row = 0;
    for (int i = 0; i < calls.size(); i++) {
      boolean again =
          i > 0
              && Streak.sameCall(calls.get(i - 1), calls.get(i))
              && Streak.sameResult(calls.get(i - 1), calls.get(i));
      row = again ? row + 1 : 1;
      longest = Math.max(longest, row);
    }
    return longest;
  }
}
