package dev.spoor.codec;

import dev.spoor.model.Fields;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The caller's place in a trace (W3C Trace Context, section 3.2).
 *
 * @param traceId the trace
 * @param spanId the span that calls
 */
public record Traceparent(TraceId traceId, SpanId spanId) {
  private static final Pattern FORM =
      Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?");

  /** Reads the header's value; a malformed one fails no call, it is as if it were not there. */
  public static Optional<Traceparent> parse(@Nullable String value) {
    Matcher parts = FORM.matcher(value == null ? "" : value.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    Optional<SpanId> spanId = SpanId.parse(parts.group(2));
    return TraceId.parse(parts.group(1))
        .flatMap(traceId -> spanId.map(span -> new Traceparent(traceId, span)));
  }

  /** What is said about a new run, which hangs under this span unless it names its own parent. */
  public Fields asParent(Fields said) {
    return said.mentions(RunField.PARENT_TRACE) || said.mentions(RunField.PARENT_SPAN)
        ? said
        : said.with(RunField.PARENT_TRACE, traceId).with(RunField.PARENT_SPAN, spanId);
  }
}
