package dev.spoor.codec.claude;

import dev.spoor.codec.PayloadJson;
import dev.spoor.codec.session.Rest;
import dev.spoor.codec.session.Step;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Fields;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in the middle of a conversation and that its reader should see: a message
 * of the user while the agent works, a compaction.
 *
 * @param key the line's uuid
 * @param name what it is
 * @param input what was said; null when nothing was
 * @param rest what else is known
 */
record Note(String key, String name, Instant at, @Nullable JsonValue input, JsonObject rest)
    implements Step {
  @Override
  public Fields fields(SpanId parent) {
    return Fields.builder()
        .set(SpanField.PARENT, parent)
        .set(SpanField.KIND, SpanKind.INTERNAL)
        .set(SpanField.NAME, name)
        .set(SpanField.STATUS, SpanStatus.OK)
        .set(SpanField.STARTED_AT, at)
        .set(SpanField.ENDED_AT, at)
        .set(SpanField.INPUT, input == null ? null : PayloadJson.read(input))
        .set(SpanField.ATTRIBUTES, Rest.text(rest))
        .build();
  }
}
