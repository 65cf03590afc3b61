package dev.spoor.codec.dialect;

import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;

/** OpenLLMetry ({@code traceloop.*}); its model calls speak GenAI, old or new. */
final class Traceloop {
  private Traceloop() {}

  static void read(SpanReading span) {
    Attributes attributes = span.attributes();
    if (!attributes.hasPrefix("traceloop.")) {
      return;
    }
    span.document(SpanField.INPUT, "traceloop.entity.input");
    span.document(SpanField.OUTPUT, "traceloop.entity.output");
    if (span.kind() == SpanKind.TOOL) {
      span.say(SpanField.TOOL_NAME, attributes.word("traceloop.entity.name"));
    } else if (span.kind() == SpanKind.AGENT) {
      span.say(SpanField.AGENT, attributes.word("traceloop.entity.name"));
    }
  }
}
