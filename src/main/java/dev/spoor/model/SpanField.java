package dev.spoor.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a sender can say about a span (contract, section 1); every field may be missing. */
public final class SpanField {
  /** The span this one is part of; absent: the run's root. */
  public static final Field<SpanId> PARENT = new Field<>(0, "parent_span_id", SpanId.class);

  /** What it is. */
  public static final Field<SpanKind> KIND = new Field<>(1, "kind", SpanKind.class);

  /** What it is called. */
  public static final Field<String> NAME = new Field<>(2, "name", String.class);

  /** How it stands. */
  public static final Field<SpanStatus> STATUS = new Field<>(3, "status", SpanStatus.class);

  /** When it began. */
  public static final Field<Instant> STARTED_AT = new Field<>(4, "started_at", Instant.class);

  /** When it ended; absent while running. */
  public static final Field<Instant> ENDED_AT = new Field<>(5, "ended_at", Instant.class);

  /**
   * How long it took, for senders without a clock; ingest turns it into the two times and never
   * stores it.
   */
  public static final Field<Duration> DURATION = new Field<>(6, "duration_ms", Duration.class);

  /** What went in. */
  public static final Field<Payload> INPUT = new Field<>(7, "input", Payload.class);

  /** What came out. */
  public static final Field<Payload> OUTPUT = new Field<>(8, "output", Payload.class);

  /** Why it failed. */
  public static final Field<SpanError> ERROR = new Field<>(9, "error", SpanError.class);

  /** Everything else the sender said, a JSON object. */
  public static final Field<JsonText> ATTRIBUTES = new Field<>(10, "attributes", JsonText.class);

  /** Points in time inside the span, a JSON array of {@code {name, at, attributes}}. */
  public static final Field<JsonText> EVENTS = new Field<>(11, "events", JsonText.class);

  /** Other spans it relates to, a JSON array of {@code {trace_id, span_id, attributes}}. */
  public static final Field<JsonText> LINKS = new Field<>(12, "links", JsonText.class);

  /** The agent that did it. */
  public static final Field<String> AGENT = new Field<>(13, "agent", String.class);

  /** Who serves the model, as OTel's {@code gen_ai.provider.name}. */
  public static final Field<String> PROVIDER = new Field<>(14, "provider", String.class);

  /** The model that answered; the price follows it. */
  public static final Field<String> MODEL = new Field<>(15, "model", String.class);

  /** The model that was asked for, when another answered. */
  public static final Field<String> REQUEST_MODEL = new Field<>(16, "request_model", String.class);

  /** The sampling temperature. */
  public static final Field<BigDecimal> TEMPERATURE =
      new Field<>(17, "temperature", BigDecimal.class);

  /** The limit on output tokens. */
  public static final Field<Long> MAX_TOKENS = new Field<>(18, "max_tokens", Long.class);

  /** Why the model stopped. */
  public static final Field<String> FINISH_REASON = new Field<>(19, "finish_reason", String.class);

  /** Time to the first token. */
  public static final Field<Duration> TTFT = new Field<>(20, "ttft_ms", Duration.class);

  /** Tokens of this call. */
  public static final Field<Usage> USAGE = new Field<>(21, "usage", Usage.class);

  /** The cost the sender reports; it always wins over a computed one. */
  public static final Field<Usd> COST = new Field<>(22, "cost_usd", Usd.class);

  /** The tool that was called. */
  public static final Field<String> TOOL_NAME = new Field<>(23, "tool_name", String.class);

  /** The id that ties the call to its result. */
  public static final Field<String> TOOL_CALL_ID = new Field<>(24, "tool_call_id", String.class);

  /** Which try this was, from 1. */
  public static final Field<Long> ATTEMPT = new Field<>(25, "attempt", Long.class);

  /** All of them, in the order of their index. */
  public static final List<Field<?>> ALL =
      List.of(
          PARENT,
          KIND,
          NAME,
          STATUS,
          STARTED_AT,
          ENDED_AT,
          DURATION,
          INPUT,
          OUTPUT,
          ERROR,
          ATTRIBUTES,
          EVENTS,
          LINKS,
          AGENT,
          PROVIDER,
          MODEL,
          REQUEST_MODEL,
          TEMPERATURE,
          MAX_TOKENS,
          FINISH_REASON,
          TTFT,
          USAGE,
          COST,
          TOOL_NAME,
          TOOL_CALL_ID,
          ATTEMPT);

  private SpanField() {}
}
