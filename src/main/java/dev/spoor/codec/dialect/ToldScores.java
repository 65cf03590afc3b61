package dev.spoor.codec.dialect;

import dev.spoor.codec.Limits;
import dev.spoor.codec.otlp.OtlpSpan;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Score;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores as senders tell them: GenAI's event {@code gen_ai.evaluation.result}, and OpenInference's
 * annotations of the span that carries them, annotations of its run or of its session, which are
 * the run's as well, and evaluations, which are of the span that an evaluator links to. What says
 * neither a number nor a label is no score of ours; what is one stays among the attributes too.
 */
final class ToldScores {
  static final String EVENT = "gen_ai.evaluation.result";

  private ToldScores() {}

  /** What is scored. */
  private record Target(TraceId traceId, @Nullable SpanId spanId) {}

  /**
   * The score of an event.
   *
   * @param spanId null when the event is of the run
   * @return null when it tells none
   */
  static @Nullable Score ofEvent(
      TraceId traceId, @Nullable SpanId spanId, Attributes event, Instant at) {
    return score(
        new Target(traceId, spanId),
        String.valueOf(at),
        event.word("gen_ai.evaluation.name"),
        event.signed("gen_ai.evaluation.score.value"),
        event.word("gen_ai.evaluation.score.label"),
        event.text("gen_ai.evaluation.explanation"),
        source(event.word("spoor.source")),
        event.word("gen_ai.response.model"),
        at);
  }

  /** The scores that a span tells. */
  static List<Score> of(OtlpSpan span, Attributes attributes) {
    List<Score> scores = new ArrayList<>();
    Target self = new Target(span.traceId(), span.spanId());
    for (OtlpSpan.Event event : span.events()) {
      if (event.name().equals(EVENT)) {
        Attributes said = new Attributes(event.attributes());
        add(scores, ofEvent(span.traceId(), span.spanId(), said, event.at()));
      }
    }
    Target run = new Target(span.traceId(), null);
    Target evaluated =
        span.links().size() == 1
            ? new Target(span.links().get(0).traceId(), span.links().get(0).spanId())
            : self;
    Instant at = span.end() == null ? span.start() : span.end();
    judgements(attributes, "annotations", self, at, scores);
    judgements(attributes, "trace.annotations", run, at, scores);
    judgements(attributes, "session.annotations", run, at, scores);
    judgements(attributes, "evaluations", evaluated, at, scores);
    return scores;
  }

  private static void add(List<Score> scores, @Nullable Score score) {
    if (score != null) {
      scores.add(score);
    }
  }

  /** Reads a flattened list, each of whose elements is an object in an object of one member. */
  private static void judgements(
      Attributes attributes, String list, Target target, Instant at, List<Score> scores) {
    if (!attributes.hasPrefix(list + ".")
        || !(attributes.built(list) instanceof JsonArray elements)) {
      return;
    }
    for (int index = 0; index < elements.elements().size(); index++) {
      if (elements.elements().get(index) instanceof JsonObject element) {
        for (JsonValue inner : element.members().values()) {
          if (inner instanceof JsonObject said) {
            add(scores, judgement(target, list + "#" + index, new Attributes(said), at));
          }
        }
      }
    }
  }

  private static @Nullable Score judgement(
      Target target, String place, Attributes said, Instant at) {
    String kind = said.word("annotator_kind");
    String identifier = said.word("identifier");
    return score(
        target,
        identifier == null ? place : identifier,
        said.word("name"),
        said.signed("score"),
        said.word("label"),
        said.text("explanation"),
        "HUMAN".equals(kind)
            ? Score.Source.HUMAN
            : "LLM".equals(kind) ? Score.Source.JUDGE : Score.Source.SDK,
        null,
        at);
  }

  private static @Nullable Score score(
      Target target,
      String distinction,
      @Nullable String name,
      @Nullable BigDecimal value,
      @Nullable String label,
      @Nullable String reason,
      Score.Source source,
      @Nullable String judge,
      Instant at) {
    if (name == null || (value == null && label == null)) {
      return null;
    }
    String id = "score\n" + target.spanId + "\n" + name + "\n" + distinction;
    return new Score(
        "score_" + SpanId.derived(target.traceId, id).hex(),
        target.traceId,
        target.spanId,
        name,
        value == null ? BigDecimal.ZERO : plain(value),
        label,
        reason == null ? null : Texts.cut(reason, Limits.PROSE),
        source,
        judge,
        at);
  }

  /** OTLP has doubles only, so that one comes as 1.0. */
  private static BigDecimal plain(BigDecimal value) {
    return new BigDecimal(value.stripTrailingZeros().toPlainString());
  }

  private static Score.Source source(@Nullable String word) {
    return word == null ? Score.Source.SDK : Score.Source.parse(word).orElse(Score.Source.SDK);
  }
}
