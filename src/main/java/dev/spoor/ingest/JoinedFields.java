package dev.spoor.ingest;

import dev.spoor.model.Fields;
import dev.spoor.model.RunField;
import dev.spoor.model.Tags;
import dev.spoor.model.TraceId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What several sources say about one run: what was said later wins, tags and metadata are united.
 */
final class JoinedFields {
  private JoinedFields() {}

  /** Later words laid over earlier ones of other sources. */
  static Fields over(Fields later, Fields earlier) {
    Fields.Builder joined = later.over(earlier).toBuilder();
    if (later.has(RunField.TAGS) && earlier.has(RunField.TAGS)) {
      joined.set(RunField.TAGS, united(words(earlier), words(later)));
    }
    if (later.has(RunField.METADATA) && earlier.has(RunField.METADATA)) {
      joined.set(
          RunField.METADATA,
          JoinedWords.united(earlier.get(RunField.METADATA), later.get(RunField.METADATA), true));
    }
    return joined.build();
  }

  private static List<String> words(Fields fields) {
    return fields.get(RunField.TAGS, new Tags(List.of())).words();
  }

  private static Tags united(List<String> earlier, List<String> later) {
    Set<String> words = new LinkedHashSet<>(earlier);
    words.addAll(later);
    return new Tags(List.copyOf(words));
  }

  /**
   * The words of two runs that are one: those of the one that was heard later are the later ones,
   * and it is given up only when both were.
   *
   * @param ids all ids of the run, which is not started by itself
   */
  static Fields ofBoth(Fields older, Fields younger, Collection<TraceId> ids) {
    Fields one = going(older, younger);
    Fields other = going(younger, older);
    Instant heard = one.get(RunField.HEARD_AT, Instant.MIN);
    boolean olderIsLater = heard.isAfter(other.get(RunField.HEARD_AT, Instant.MIN));
    Fields joined = olderIsLater ? over(one, other) : over(other, one);
    TraceId parent = joined.get(RunField.PARENT_TRACE);
    return parent != null && ids.contains(parent)
        ? joined.without(RunField.PARENT_TRACE).without(RunField.PARENT_SPAN)
        : joined;
  }

  private static Fields going(Fields fields, Fields other) {
    return fields.has(RunField.ABANDONED_AT) && !other.has(RunField.ABANDONED_AT)
        ? fields.without(RunField.ABANDONED_AT).without(RunField.HALT_REASON)
        : fields;
  }
}
