package dev.spoor.codec;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.time.Instant;

/** Calls of our own arguments, with ids that count up. */
final class Calls {
  static final TraceId TRACE = new TraceId("0af7651916cd43dd8448eb211c80319c");
  static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  final Warnings warnings = new Warnings();

  private int next = 1;

  private final NewIds ids =
      new NewIds() {
        @Override
        public TraceId traceId() {
          return new TraceId("%032x".formatted(next++));
        }

        @Override
        public SpanId spanId() {
          return new SpanId("%016x".formatted(next++));
        }
      };

  /** Reads JSON in which single quotes stand for double ones. */
  static JsonObject json(String text) {
    try {
      return (JsonObject) Json.read(text.replace('\'', '"'));
    } catch (JsonReadException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  SpanDraft span(String text) {
    return span(json(text));
  }

  SpanDraft span(JsonObject span) {
    Arguments arguments = Arguments.of(span, warnings);
    SpanDraft draft = SpanJson.draft(arguments, TRACE, ids);
    arguments.finish();
    return draft;
  }

  RunDrafts record(String text) {
    return record(json(text));
  }

  RunDrafts record(JsonObject run) {
    Arguments arguments = Arguments.of(run, warnings);
    RunDrafts drafts = RunJson.record(arguments, ids);
    arguments.finish();
    return drafts;
  }

  RunDrafts start(String text) {
    Arguments arguments = Arguments.of(json(text), warnings);
    RunDrafts drafts = RunJson.start(arguments, ids, NOW);
    arguments.finish();
    return drafts;
  }

  RunDrafts end(String text) {
    Arguments arguments = Arguments.of(json(text), warnings);
    RunDrafts drafts = RunJson.end(arguments, TRACE, RunJson.rootOf(TRACE), NOW);
    arguments.finish();
    return drafts;
  }
}
