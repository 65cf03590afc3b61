package dev.spoor.codec.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.codec.otlp.Collected;
import dev.spoor.model.Batch;
import dev.spoor.model.Score;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ToldScoresTest {
  private static final TraceId TRACE = new TraceId("0af7651916cd43dd8448eb211c80319c");
  private static final Instant ENDED = Instant.parse("2026-08-01T12:00:02Z");

  private static Batch span(String more, String... attributes) {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < attributes.length; i += 2) {
      list.append(i == 0 ? "" : ",")
          .append("{'key':'%s','value':%s}".formatted(attributes[i], attributes[i + 1]));
    }
    String span =
        "{'resourceSpans':[{'scopeSpans':[{'spans':[{'traceId':'%s','spanId':'%s','name':'work',"
                .formatted(TRACE, SpanId.of(1))
            + "'startTimeUnixNano':'1785585600000000000','endTimeUnixNano':'1785585602000000000',"
            + more
            + "'attributes':["
            + list
            + "]}]}]}]}";
    return new OtlpMapping().spans(Collected.spans(span.replace('\'', '"')));
  }

  private static String text(String value) {
    return "{'stringValue':'" + value + "'}";
  }

  @Test
  void annotation_isAScoreOfItsSpan_andStaysAmongTheAttributes() {
    Batch batch =
        span(
            "",
            "annotations.0.annotation.name",
            text("hallucination"),
            "annotations.0.annotation.score",
            "{'doubleValue':1}",
            "annotations.0.annotation.label",
            text("hallucinated"),
            "annotations.0.annotation.explanation",
            text("no source says so"),
            "annotations.0.annotation.annotator_kind",
            text("LLM"));
    Score score = batch.scores().get(0);

    assertEquals(1, batch.scores().size());
    assertEquals(SpanId.of(1), score.spanId());
    assertEquals("hallucination", score.name());
    assertEquals("1", score.value().toPlainString());
    assertEquals("hallucinated", score.label());
    assertEquals("no source says so", score.reason());
    assertEquals(Score.Source.JUDGE, score.source());
    assertEquals(ENDED, score.createdAt());
    assertTrue(batch.spans().get(0).fields().toString().contains("annotations.0.annotation.name"));
  }

  @Test
  void annotationsOfOneName_areTheScoresOfSeveralJudges() {
    Batch batch =
        span(
            "",
            "trace.annotations.0.annotation.name",
            text("helpful"),
            "trace.annotations.0.annotation.label",
            text("yes"),
            "trace.annotations.0.annotation.annotator_kind",
            text("HUMAN"),
            "trace.annotations.1.annotation.name",
            text("helpful"),
            "trace.annotations.1.annotation.label",
            text("no"),
            "trace.annotations.2.annotation.name",
            text("neither number nor label"));
    List<Score> scores = batch.scores();

    assertEquals(List.of("yes", "no"), scores.stream().map(Score::label).toList());
    assertNotEquals(scores.get(0).scoreId(), scores.get(1).scoreId());
    assertEquals(Score.Source.HUMAN, scores.get(0).source());
    assertEquals(null, scores.get(0).spanId());
  }

  @Test
  void annotationOfTheSession_isAScoreOfTheRunBesideThatRunsOwn() {
    Batch batch =
        span(
            "",
            "trace.annotations.0.annotation.name",
            text("helpful"),
            "trace.annotations.0.annotation.label",
            text("yes"),
            "session.annotations.0.annotation.name",
            text("helpful"),
            "session.annotations.0.annotation.label",
            text("no"));
    List<Score> scores = batch.scores();

    assertEquals(List.of("yes", "no"), scores.stream().map(Score::label).toList());
    assertNotEquals(scores.get(0).scoreId(), scores.get(1).scoreId());
    assertEquals(null, scores.get(1).spanId());
  }

  @Test
  void evaluation_isAScoreOfWhatTheEvaluatorLinksTo() {
    String[] evaluation = {
      "openinference.span.kind",
      text("EVALUATOR"),
      "evaluations.0.evaluation.name",
      text("correct"),
      "evaluations.0.evaluation.score",
      "{'intValue':'0'}",
      "evaluations.0.evaluation.identifier",
      text("judge-v2")
    };
    String links = "'links':[{'traceId':'%s','spanId':'%s'}],".formatted(TRACE, SpanId.of(7));
    Score linked = span(links, evaluation).scores().get(0);

    assertEquals(SpanId.of(7), linked.spanId());
    assertEquals(Score.Source.SDK, linked.source());
    assertEquals(linked, span(links, evaluation).scores().get(0));
    assertEquals(SpanId.of(1), span("", evaluation).scores().get(0).spanId());
  }

  @Test
  void evaluationEventOfASpan_isAScore() {
    Batch batch =
        span(
            "'events':[{'timeUnixNano':'1785585601000000000','name':'gen_ai.evaluation.result',"
                + "'attributes':[{'key':'gen_ai.evaluation.name','value':{'stringValue':'relevance'}},"
                + "{'key':'gen_ai.evaluation.score.value','value':{'doubleValue':0.5}}]}],");

    assertEquals("0.5", batch.scores().get(0).value().toPlainString());
    assertEquals(SpanId.of(1), batch.scores().get(0).spanId());
    assertEquals(ENDED.minusSeconds(1), batch.scores().get(0).createdAt());
  }
}
