package dev.spoor.codec;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.Git;
import dev.spoor.model.Payload;
import dev.spoor.model.RunDraft;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file in the Agent Trajectory Interchange Format, version 1, to one run: a root of kind {@code
 * agent}, an {@code llm} span a model's call, a {@code tool} span a tool's call, and an {@code
 * internal} one for each later message of the user. Ids are derived, so that the same file is the
 * same run. What no field holds is kept in attributes. An {@code llm} span has no input, because
 * the format has none; the model's reasoning is in its attributes.
 */
public final class AtifDecoder {
  private static final Pattern VERSION = Pattern.compile("ATIF-v1(\\.\\d{1,4}){1,2}");
  private static final String A_FILE =
      "{\"schema_version\": \"ATIF-v1.4\", \"session_id\": \"s1\", \"agent\": {\"name\":"
          + " \"claude-code\"}, \"steps\": [{\"step_id\": 1, \"source\": \"user\", \"message\":"
          + " \"Fix the login test\"}]}";
  private static final String STEPS =
      "[{\"step_id\": 1, \"source\": \"user\", \"message\": \"Fix the login test\"}]";
  private static final int LONGEST_RUN_NAME = 120;
  private static final int MOST_STEPS = 1_000_000;
  private static final Set<String> READ = Set.of("schema_version", "session_id", "steps");

  private AtifDecoder() {}

  /**
   * Reads a file. What is wrong with it is a {@link BadInput} that names the place.
   *
   * @param file its bytes
   * @param undated when it happened, if no step says; for example when the file was last changed
   */
  public static Batch decode(byte[] file, Instant undated) {
    Arguments top = Arguments.of(object(file), new Warnings());
    String version = top.text("schema_version", Limits.WORD, "ATIF-v1.4").required();
    if (!VERSION.matcher(version).matches()) {
      throw BadInput.of("schema_version", "must be ATIF-v1 with a minor version")
          .got(new JsonString(version).shape())
          .example("\"schema_version\": \"ATIF-v1.4\"");
    }
    String session = top.text("session_id", Limits.WORD, "s1").required();
    Arguments agent =
        top.inside("agent", "{\"name\": \"claude-code\"}").or(top.with(JsonObject.EMPTY));
    List<AtifStep> steps = steps(top, undated);
    return run(top, agent, session, version, steps);
  }

  private static JsonObject object(byte[] file) {
    try {
      JsonValue value = Json.read(file);
      if (value instanceof JsonObject object) {
        return object;
      }
      throw BadInput.of("the file", "must be a JSON object").got(value.shape()).example(A_FILE);
    } catch (JsonReadException e) {
      throw BadInput.of("the file", "must be JSON in UTF-8")
          .got(Objects.requireNonNullElse(e.getMessage(), "something else"))
          .example(A_FILE);
    }
  }

  private static List<AtifStep> steps(Arguments top, Instant undated) {
    List<Arguments> sent = top.each("steps", MOST_STEPS, STEPS).required();
    if (sent.isEmpty()) {
      throw BadInput.of("steps", "must have at least one step")
          .got("an empty array")
          .example("\"steps\": " + STEPS);
    }
    Instant at =
        sent.stream().flatMap(step -> AtifStep.time(step).stream()).findFirst().orElse(undated);
    List<AtifStep> steps = new ArrayList<>(sent.size());
    for (Arguments step : sent) {
      AtifStep read = AtifStep.read(step, steps.size(), at);
      steps.add(read);
      at = read.at();
    }
    return steps;
  }

  private static Batch run(
      Arguments top, Arguments agent, String session, String version, List<AtifStep> steps) {
    TurnKey turn = new TurnKey("atif", session, null);
    TraceId traceId = turn.traceId();
    SpanId rootId = RunJson.rootOf(traceId);
    String model = agent.text("model_name", Limits.WORD, "gpt-5").value();
    AtifStep input = steps.stream().filter(step -> step.by("user")).findFirst().orElse(null);
    List<SpanDraft> spans = new AtifSpans(traceId, rootId, steps, model).drafts(input);
    Fields.Builder root =
        Fields.builder()
            .set(SpanField.KIND, SpanKind.AGENT)
            .set(SpanField.NAME, title(input, agent.text("name", Limits.WORD, "claude-code")))
            .set(SpanField.STATUS, SpanStatus.OK)
            .set(SpanField.INPUT, input == null ? null : input.payload())
            .set(SpanField.OUTPUT, lastWords(spans))
            .set(SpanField.ATTRIBUTES, Json.text(rest(top, input)));
    bounds(root, steps, spans);
    return new RunDrafts(
            new RunDraft(traceId, rootId, fields(agent, session, version), turn),
            new SpanDraft(traceId, rootId, root.build()),
            spans)
        .batch();
  }

  private static Fields fields(Arguments agent, String session, String version) {
    String release = agent.text("version", Limits.WORD, "1.0.0").value();
    JsonObject metadata =
        JsonObject.builder()
            .put("schema_version", version)
            .put("agent_version", release)
            .put("model_name", agent.json().text("model_name"))
            .build();
    return Fields.builder()
        .set(RunField.AGENT, agent.text("name", Limits.WORD, "claude-code").value())
        .set(RunField.SESSION_ID, session)
        .set(RunField.RELEASE, release)
        .set(RunField.GIT, git(agent))
        .set(RunField.METADATA, Json.text(metadata))
        .build();
  }

  /** The branch; {@code HEAD} is what git answers when there is none. */
  private static @Nullable Git git(Arguments agent) {
    return agent.json().object("extra").array("git_branches").elements().stream()
        .map(branch -> branch instanceof JsonString string ? string.value() : "")
        .filter(branch -> !branch.isBlank() && !branch.equals("HEAD"))
        .findFirst()
        .map(branch -> new Git(null, branch, null))
        .orElse(null);
  }

  /** The first line of what the user asked for, else the agent's name. */
  private static String title(@Nullable AtifStep input, Argument<String> agent) {
    String line =
        input == null
            ? ""
            : input
                .words()
                .lines()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    return line.isEmpty() ? agent.or("ATIF run") : AtifStep.beginning(line, LONGEST_RUN_NAME);
  }

  private static @Nullable Payload lastWords(List<SpanDraft> spans) {
    Payload last = null;
    for (SpanDraft span : spans) {
      Payload output = span.fields().get(SpanField.OUTPUT);
      boolean spoken = span.fields().get(SpanField.KIND) == SpanKind.LLM;
      if (spoken && output != null && !output.text().isBlank()) {
        last = output;
      }
    }
    return last;
  }

  /** What the file says beside its steps, and what its first message says beside its text. */
  private static JsonObject rest(Arguments top, @Nullable AtifStep input) {
    JsonObject.Builder rest = JsonObject.builder();
    AtifStep.without(top.json(), READ).members().forEach(rest::put);
    return rest.put("input_step", input == null ? null : input.rest()).build();
  }

  private static void bounds(Fields.Builder root, List<AtifStep> steps, List<SpanDraft> spans) {
    Instant start = Collections.min(steps.stream().map(AtifStep::at).toList());
    Instant end = Collections.max(steps.stream().map(AtifStep::at).toList());
    for (SpanDraft span : spans) {
      Instant spanEnd = span.fields().get(SpanField.ENDED_AT, end);
      end = spanEnd.isAfter(end) ? spanEnd : end;
    }
    root.set(SpanField.STARTED_AT, start).set(SpanField.ENDED_AT, end);
  }
}
