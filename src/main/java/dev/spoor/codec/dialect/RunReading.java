package dev.spoor.codec.dialect;

import dev.spoor.codec.otlp.OtlpOrigin;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.Git;
import dev.spoor.model.RunDraft;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanId;
import dev.spoor.model.Tags;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the spans of one run, and the programs that sent them, say of the run. Spans are asked
 * before programs, and each in the order added; of each field the first word holds. Not
 * thread-safe.
 */
final class RunReading {
  /** What says a field, in order of priority. */
  private static final Map<Field<String>, String[]> WORDS =
      Map.of(
          RunField.SESSION_ID,
          new String[] {
            "langfuse.session.id",
            "session.id",
            "gen_ai.conversation.id",
            "ai.telemetry.metadata.sessionId",
            "langsmith.trace.session_id",
            "traceloop.association.properties.session_id",
            "mlflow.trace.session"
          },
          RunField.USER_ID,
          new String[] {
            "langfuse.user.id",
            "user.id",
            "enduser.id",
            "ai.telemetry.metadata.userId",
            "traceloop.association.properties.user_id",
            "mlflow.trace.user"
          },
          RunField.THREAD_ID,
          new String[] {
            "langsmith.metadata.thread_id", "traceloop.association.properties.thread_id"
          },
          RunField.ENVIRONMENT,
          new String[] {
            "langfuse.environment", "deployment.environment.name", "deployment.environment"
          },
          RunField.RELEASE,
          new String[] {"langfuse.release", "langfuse.version", "app.version", "service.version"},
          RunField.PROJECT,
          new String[] {
            "openinference.project.name", "langsmith.trace.session_name", "mlflow.experimentId"
          },
          RunField.FEATURE,
          new String[] {
            "gen_ai.workflow.name", "traceloop.workflow.name", "ai.telemetry.functionId"
          },
          RunField.AGENT,
          new String[] {"gen_ai.agent.name", "agent.name", "agent_name"});

  /** What only a program says of itself. */
  private static final Map<Field<String>, String[]> WORDS_OF_PROGRAMS =
      Map.of(
          RunField.AGENT, new String[] {"service.name"},
          RunField.RUNNER_ID, new String[] {"service.instance.id", "host.name"});

  private static final String[] TAGS = {
    "langfuse.trace.tags",
    "langfuse.tags",
    "ai.telemetry.metadata.tags",
    "tag.tags",
    "langsmith.span.tags",
    "traceloop.association.properties.tags",
    "logfire.tags"
  };

  /** What the names of a run's metadata begin with; the rest of the name is its key. */
  private static final List<String> METADATA =
      List.of(
          "langfuse.trace.metadata.",
          "ai.telemetry.metadata.",
          "langsmith.metadata.",
          "traceloop.association.properties.",
          "mlflow.traceTag.");

  private final TraceId traceId;
  private final List<Attributes> spans = new ArrayList<>();
  private final List<Attributes> programs = new ArrayList<>();
  private @Nullable SpanId root;
  private @Nullable TurnKey turn;
  private final Set<TraceId> aliases = new LinkedHashSet<>();

  RunReading(TraceId traceId) {
    this.traceId = traceId;
  }

  /** One more span or log record of the run. */
  void add(OtlpOrigin origin, Attributes attributes) {
    spans.add(attributes);
    if (programs.stream().noneMatch(known -> known.members().equals(origin.resource().members()))) {
      programs.add(new Attributes(origin.resource()));
    }
  }

  /** Says which span is the run itself. */
  void root(SpanId spanId) {
    root = root == null ? spanId : root;
  }

  /** Says what the run is to its program. */
  void turn(TurnKey key) {
    turn = turn == null || turn.turn() == null ? key : turn;
  }

  /** Says that another id is this run too. */
  void alias(TraceId other) {
    aliases.add(other);
  }

  RunDraft draft() {
    Fields.Builder said = Fields.builder();
    WORDS_OF_PROGRAMS.forEach((field, names) -> said.set(field, word(programs, names)));
    WORDS.forEach(
        (field, names) -> {
          String word = word(spans, names);
          said.set(field, word == null ? word(programs, names) : word);
        });
    List<String> tags = tags();
    said.set(RunField.TAGS, tags.isEmpty() ? null : Tags.of(tags));
    JsonObject metadata = metadata();
    said.set(
        RunField.METADATA,
        metadata.members().isEmpty() ? null : Json.text(Documents.bounded(metadata, 0)));
    said.set(RunField.GIT, git());
    if (turn != null) {
      said.set(RunField.AGENT, turn.source()).set(RunField.SESSION_ID, turn.session());
    }
    Fields fields = said.build();
    for (int i = spans.size() - 1; i >= 0; i--) {
      fields = SpoorAttributes.run(spans.get(i)).over(fields);
    }
    return new RunDraft(traceId, root, fields, turn, aliases);
  }

  private static @Nullable String word(List<Attributes> sources, String... names) {
    for (Attributes source : sources) {
      for (String name : names) {
        JsonValue value = source.value(name);
        String word = Texts.word(name.startsWith("mlflow.") ? Documents.unquoted(value) : value);
        if (word != null) {
          return word;
        }
      }
    }
    return null;
  }

  private List<String> tags() {
    return spans.stream()
        .map(span -> span.words(TAGS))
        .filter(tags -> !tags.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private JsonObject metadata() {
    JsonObject.Builder metadata = JsonObject.builder();
    for (int i = spans.size() - 1; i >= 0; i--) {
      Attributes span = spans.get(i);
      span.object("metadata").members().forEach(metadata::put);
      span.object("langfuse.trace.metadata").members().forEach(metadata::put);
      for (String prefix : METADATA) {
        if (span.hasPrefix(prefix)) {
          tell(span, prefix, metadata);
        }
      }
    }
    return metadata.build();
  }

  private static void tell(Attributes span, String prefix, JsonObject.Builder metadata) {
    span.members()
        .forEach(
            (name, value) -> {
              if (name.startsWith(prefix)) {
                metadata.put(
                    name.substring(prefix.length()),
                    prefix.startsWith("mlflow.") ? Documents.unquoted(value) : value);
              }
            });
  }

  private @Nullable Git git() {
    List<Attributes> sources = new ArrayList<>(spans);
    sources.addAll(programs);
    Git git =
        new Git(
            word(sources, "vcs.repository.url.full"),
            word(sources, "vcs.ref.head.name"),
            word(sources, "vcs.ref.head.revision"));
    return git.repository() == null && git.branch() == null && git.commit() == null ? null : git;
  }
}
