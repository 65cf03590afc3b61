package dev.spoor.rest;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.Limits;
import dev.spoor.codec.ScoreJson;
import dev.spoor.codec.Warnings;
import dev.spoor.http.Request;
import dev.spoor.http.Response;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.model.BadInput;
import dev.spoor.model.Batch;
import dev.spoor.model.Score;
import dev.spoor.model.TraceId;

/** Takes in grades. */
final class ScoreWrites {
  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

  private final RestServices services;

  ScoreWrites(RestServices services) {
    this.services = services;
  }

  /** {@code POST /api/scores}. */
  Response add(Request request) {
    Warnings warnings = new Warnings();
    Arguments arguments = Arguments.of(JsonBody.object(request), warnings);
    TraceId traceId = graded(arguments, request);
    Score score =
        ScoreJson.readWhole(
            arguments,
            traceId,
            services.ids().scoreId(),
            Score.Source.SDK,
            services.clock().instant());
    arguments.finish();
    if (score.spanId() != null) {
      services.runs().span(traceId, score.spanId());
    }
    RunAddress.written(services.ingest().accept(Batch.ofScore(score)));
    return Response.json(
        JsonObject.builder()
            .put("trace_id", traceId.hex())
            .put("score_id", score.scoreId())
            .put("warnings", JsonArray.ofTexts(warnings.texts()))
            .build()
            .write());
  }

  /** The run that is named, else the one that the caller's own trace is. */
  private TraceId graded(Arguments arguments, Request request) {
    String named = arguments.text("trace_id", Limits.WORD, TRACE_ID).value();
    if (named != null) {
      return services.runs().stored(named);
    }
    return RunAddress.ofCaller(request)
        .flatMap(caller -> services.runs().find(caller.traceId()))
        .orElseThrow(
            () ->
                BadInput.of("trace_id", "or a traceparent header of a stored trace is required")
                    .example("\"trace_id\": \"" + TRACE_ID + "\""))
        .traceId();
  }
}
