package dev.spoor.codec;

import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.Git;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Tags;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a run or span as our own JSON has it, out: what {@link RunJson} and {@link
 * SpanJson} read back as the same drafts. What is cleared is null, what is not said is left out.
 */
public final class DraftView {
  /** What of a root stands beside the run's own fields. */
  private static final List<Field<?>> OF_THE_ROOT =
      List.of(
          SpanField.NAME,
          SpanField.STATUS,
          SpanField.STARTED_AT,
          SpanField.ENDED_AT,
          SpanField.DURATION,
          SpanField.INPUT,
          SpanField.OUTPUT,
          SpanField.ERROR);

  private DraftView() {}

  /** A run told whole, for {@link RunJson#record}. */
  public static JsonObject whole(RunDrafts drafts) {
    List<SpanDraft> spans = new ArrayList<>(drafts.spans());
    SpanDraft rest = restOfTheRoot(drafts.root());
    if (rest != null) {
      spans.add(0, rest);
    }
    return run(drafts)
        .put("root_span_id", drafts.root().spanId().hex())
        .put("spans", JsonArray.of(spans, DraftView::span))
        .build();
  }

  /** A run at its start or end, for {@link RunJson#start} and {@link RunJson#end}. */
  public static JsonObject.Builder run(RunDrafts drafts) {
    JsonObject.Builder object = JsonObject.builder().put("trace_id", drafts.run().traceId().hex());
    put(object, drafts.run().fields(), RunField.ALL);
    put(object, drafts.root().fields(), OF_THE_ROOT);
    return object;
  }

  /** A span, for {@link SpanJson#draft}. */
  public static JsonObject span(SpanDraft span) {
    JsonObject.Builder object = JsonObject.builder().put("span_id", span.spanId().hex());
    put(object, span.fields(), SpanField.ALL);
    return object.build();
  }

  /** What a root says that only a span can; null when it says nothing more. */
  private static @Nullable SpanDraft restOfTheRoot(SpanDraft root) {
    Fields.Builder rest = root.fields().toBuilder().forget(SpanField.KIND);
    OF_THE_ROOT.forEach(rest::forget);
    boolean agent = root.fields().get(SpanField.KIND, SpanKind.AGENT) == SpanKind.AGENT;
    if (agent && rest.build().equals(Fields.NONE)) {
      return null;
    }
    return root.withFields(
        rest.set(SpanField.NAME, root.fields().get(SpanField.NAME))
            .set(SpanField.KIND, root.fields().get(SpanField.KIND, SpanKind.AGENT))
            .build());
  }

  private static void put(JsonObject.Builder object, Fields fields, List<Field<?>> all) {
    for (Field<?> field : all) {
      Object value = fields.get(field);
      if (value != null) {
        object.put(field.name(), json(value));
      } else if (fields.clears(field)) {
        object.put(field.name(), JsonNull.NULL);
      }
    }
  }

  private static JsonValue json(Object value) {
    if (value instanceof String text) {
      return new JsonString(text);
    } else if (value instanceof SpanKind kind) {
      return new JsonString(kind.word());
    } else if (value instanceof SpanStatus status) {
      return new JsonString(status.word());
    } else if (value instanceof SpanId spanId) {
      return new JsonString(spanId.hex());
    } else if (value instanceof TraceId traceId) {
      return new JsonString(traceId.hex());
    } else if (value instanceof Instant time) {
      return Times.json(time);
    } else if (value instanceof Duration duration) {
      return Times.json(duration);
    } else if (value instanceof Payload payload) {
      return PayloadJson.json(payload);
    } else if (value instanceof JsonText text) {
      return Json.trusted(text);
    } else if (value instanceof SpanError error) {
      return SpanView.error(error);
    } else if (value instanceof Usage usage) {
      return UsageJson.json(usage);
    } else if (value instanceof Usd amount) {
      return JsonNumber.of(amount.dollars());
    } else if (value instanceof BigDecimal decimal) {
      return JsonNumber.of(decimal);
    } else if (value instanceof Long whole) {
      return JsonNumber.of(whole);
    } else if (value instanceof Tags tags) {
      return JsonArray.ofTexts(tags.words());
    } else if (value instanceof Git git) {
      return RunView.git(git);
    }
    throw new IllegalArgumentException("no JSON form for " + value.getClass().getName());
  }
}
