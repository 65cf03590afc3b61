package dev.spoor.ingest;

import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanDraft.Laying;
import dev.spoor.model.SpanField;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a draft has to say of a span that is stored, once it is known what others said of it. */
final class Layers {
  /** Said by {@link SpanTimes}, anew for each message. */
  private static final String MARK_OF_TIMES = "spoor.time";

  private Layers() {}

  /** The draft's words as they are to be laid over the stored ones. */
  static Fields said(SpanDraft draft, Fields stored) {
    if (draft.laying() == Laying.OVER) {
      return draft.fields();
    }
    boolean under = draft.laying() == Laying.UNDER;
    Fields said = draft.fields();
    Fields.Builder laid = (under ? unknown(said, stored) : said).toBuilder();
    laid.set(
        SpanField.ATTRIBUTES,
        attributes(said.get(SpanField.ATTRIBUTES), stored.get(SpanField.ATTRIBUTES), under));
    laid.set(SpanField.EVENTS, events(said.get(SpanField.EVENTS), stored.get(SpanField.EVENTS)));
    return laid.build();
  }

  /** The words on fields of which nobody has said anything; an end belongs to its status. */
  private static Fields unknown(Fields said, Fields stored) {
    Fields.Builder unknown = said.toBuilder();
    for (Field<?> field : SpanField.ALL) {
      if (stored.has(field)) {
        unknown.forget(field);
      }
    }
    return stored.has(SpanField.STATUS)
        ? unknown.forget(SpanField.ENDED_AT).forget(SpanField.DURATION).build()
        : unknown.build();
  }

  private static @Nullable JsonText attributes(
      @Nullable JsonText said, @Nullable JsonText stored, boolean storedWins) {
    if (said == null || stored == null) {
      return said;
    }
    Map<String, JsonValue> all = new LinkedHashMap<>(members(stored));
    all.remove(MARK_OF_TIMES);
    members(said)
        .forEach(
            (name, value) -> {
              if (!storedWins || !all.containsKey(name)) {
                all.put(name, value);
              }
            });
    return Json.text(new JsonObject(all));
  }

  private static Map<String, JsonValue> members(JsonText text) {
    return Json.trusted(text) instanceof JsonObject object ? object.members() : Map.of();
  }

  /** One that is there already is not added again, as exporters send again what they sent. */
  private static @Nullable JsonText events(@Nullable JsonText said, @Nullable JsonText stored) {
    if (said == null || stored == null) {
      return said;
    }
    Set<JsonValue> all = new LinkedHashSet<>();
    for (JsonText text : new JsonText[] {stored, said}) {
      if (Json.trusted(text) instanceof JsonArray array) {
        all.addAll(array.elements());
      }
    }
    return Json.text(new JsonArray(List.copyOf(all)));
  }
}
