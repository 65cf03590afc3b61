package dev.spoor.ingest;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.Span;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which words win when several sources tell of one span, so that it comes to the same in whatever
 * order they speak:
 *
 * <ul>
 *   <li>usage: a complete count over a partial one, then the larger; cost: the larger report;
 *   <li>times: the earliest start and the latest end that somebody saw; status: an end over {@code
 *       running}, a failure over success, both over {@code cancelled};
 *   <li>input and output of a call: the longer one;
 *   <li>parent: any over the run's root, under which stands what nobody knows better; an agent's
 *       name: any over that of the tool that began it;
 *   <li>attributes are united;
 *   <li>the kind that says more, and of all else the words of the source that knows the turn, which
 *       is the agent's own record; among such sources the later ones.
 * </ul>
 */
final class JoinedWords {
  private static final Comparator<Usage> BY_COUNT =
      Comparator.comparing(Usage::partial)
          .reversed()
          .thenComparingLong(Usage::totalTokens)
          .thenComparingLong(Usage::outputTokens)
          .thenComparingLong(Usage::cachedInputTokens)
          .thenComparingLong(Usage::cacheWriteTokens)
          .thenComparingLong(Usage::cacheWriteOneHourTokens)
          .thenComparingLong(Usage::reasoningTokens);

  private static final List<SpanStatus> STATUSES =
      List.of(SpanStatus.RUNNING, SpanStatus.CANCELLED, SpanStatus.OK, SpanStatus.ERROR);

  private static final List<Field<?>> PLAIN =
      List.of(
          SpanField.ERROR,
          SpanField.AGENT,
          SpanField.PROVIDER,
          SpanField.MODEL,
          SpanField.REQUEST_MODEL,
          SpanField.TEMPERATURE,
          SpanField.MAX_TOKENS,
          SpanField.FINISH_REASON,
          SpanField.TTFT,
          SpanField.TOOL_NAME,
          SpanField.TOOL_CALL_ID,
          SpanField.ATTEMPT);

  private final Span stored;
  private final Fields sent;
  private final boolean wins;
  private final @Nullable SpanId root;
  private final Fields.Builder won;

  private JoinedWords(Span stored, Fields sent, boolean wins, @Nullable SpanId root) {
    this.stored = stored;
    this.sent = sent;
    this.wins = wins;
    this.root = root;
    this.won = sent.toBuilder();
  }

  /**
   * What of the words sent is to be laid over the stored ones.
   *
   * @param stored the span, with the sizes of its payloads
   * @param wins whether where both speak plainly the later words win
   * @param root the run's root; null while it is unknown
   */
  static Fields over(Span stored, Fields sent, boolean wins, @Nullable SpanId root) {
    return new JoinedWords(stored, sent, wins, root).won();
  }

  private Fields won() {
    PLAIN.forEach(
        field -> {
          if (!wins && stored.fields().has(field)) {
            won.forget(field);
          }
        });
    unlessVague(SpanField.PARENT, parent -> parent.equals(root));
    unlessVague(SpanField.NAME, this::isOnlyTheTool);
    kind();
    times();
    status();
    keepIf(SpanField.USAGE, (mine, theirs) -> BY_COUNT.compare(mine, theirs) >= 0);
    keepIf(SpanField.COST, (Usd mine, Usd theirs) -> mine.compareTo(theirs) >= 0);
    keepIf(SpanField.EVENTS, JoinedWords::saysAsMuch);
    keepIf(SpanField.LINKS, JoinedWords::saysAsMuch);
    payload(SpanField.INPUT, stored.input(), stored.inputBytes());
    payload(SpanField.OUTPUT, stored.output(), stored.outputBytes());
    attributes();
    return won.build();
  }

  private boolean isOnlyTheTool(String name) {
    return stored.kind() == SpanKind.AGENT
        && (name.equals(sent.get(SpanField.TOOL_NAME))
            || name.equals(stored.fields().get(SpanField.TOOL_NAME)));
  }

  /** A word that says something wins over one that is only vague, whoever says it. */
  private <T> void unlessVague(Field<T> field, Predicate<T> isVague) {
    T mine = sent.get(field);
    T theirs = stored.fields().get(field);
    if (theirs == null) {
      return;
    }
    boolean keep = wins;
    if (mine != null && isVague.test(mine) != isVague.test(theirs)) {
      keep = isVague.test(theirs);
    }
    if (!keep) {
      won.forget(field);
    }
  }

  private interface Contest<T> {
    boolean won(T mine, T theirs);
  }

  private <T> void keepIf(Field<T> field, Contest<T> contest) {
    T mine = sent.get(field);
    T theirs = stored.fields().get(field);
    if (theirs != null && (mine == null || !contest.won(mine, theirs))) {
      won.forget(field);
    }
  }

  private static boolean saysAsMuch(JsonText mine, JsonText theirs) {
    int longer = Integer.compare(mine.text().length(), theirs.text().length());
    return longer > 0 || (longer == 0 && mine.text().compareTo(theirs.text()) >= 0);
  }

  private void kind() {
    SpanKind mine = sent.get(SpanField.KIND);
    int more = mine == null ? -1 : Integer.compare(says(mine), says(stored.kind()));
    if (more < 0 || (more == 0 && !wins)) {
      won.forget(SpanField.KIND);
    }
  }

  private static int says(SpanKind kind) {
    return switch (kind) {
      case INTERNAL -> 0;
      case CHAIN -> 1;
      case TOOL -> 2;
      default -> 3;
    };
  }

  private void status() {
    SpanStatus mine = sent.get(SpanField.STATUS);
    if (mine != null && STATUSES.indexOf(mine) < STATUSES.indexOf(stored.status())) {
      won.forget(SpanField.STATUS);
    }
  }

  private void times() {
    boolean storedGuess = SpanTimes.isGuess(stored.fields());
    boolean sentGuess = SpanTimes.isGuess(sent);
    Instant mine = sent.get(SpanField.STARTED_AT);
    if (mine != null) {
      boolean earlier = !mine.isAfter(stored.startedAt());
      boolean keep = sentGuess == storedGuess ? earlier : storedGuess;
      if (!keep) {
        won.forget(SpanField.STARTED_AT);
      }
    }
    Instant end = sent.get(SpanField.ENDED_AT);
    if (end == null && sent.has(SpanField.DURATION)) {
      end = (mine == null ? stored.startedAt() : mine).plus(sent.get(SpanField.DURATION));
    }
    won.forget(SpanField.DURATION).forget(SpanField.ENDED_AT);
    Instant theirs = stored.endedAt();
    if (end != null && (theirs == null || end.isAfter(theirs))) {
      won.set(SpanField.ENDED_AT, end);
    }
  }

  /** What was told earlier in the same batch is at hand; of what is stored, only the size. */
  private void payload(Field<Payload> field, @Nullable Payload atHand, long size) {
    long theirs = atHand == null ? size : atHand.bytes().length;
    if (theirs < 0 || !sent.mentions(field)) {
      return;
    }
    Payload mine = sent.get(field);
    boolean isCall = stored.kind().billed() || stored.kind().callsTool();
    boolean keep = (mine != null && isCall) ? mine.bytes().length >= theirs : wins;
    if (!keep) {
      won.forget(field);
    }
  }

  private void attributes() {
    JsonText mine = sent.get(SpanField.ATTRIBUTES);
    JsonText theirs = stored.fields().get(SpanField.ATTRIBUTES);
    boolean saidNow = sent.has(SpanField.STARTED_AT) && !SpanTimes.isGuess(sent);
    boolean guess = SpanTimes.isGuess(stored.fields()) && !saidNow;
    JsonText united = united(theirs, mine, wins);
    if (Json.trusted(united) instanceof JsonObject object && (mine != null || theirs != null)) {
      won.set(SpanField.ATTRIBUTES, SpanTimes.marked(object, guess));
    }
  }

  /** Two objects as one. */
  static JsonText united(@Nullable JsonText earlier, @Nullable JsonText later, boolean laterWins) {
    if (earlier == null || later == null) {
      return earlier != null ? earlier : later != null ? later : JsonText.EMPTY_OBJECT;
    }
    if (earlier.equals(later)) {
      return earlier;
    }
    if (Json.trusted(earlier) instanceof JsonObject one
        && Json.trusted(later) instanceof JsonObject other) {
      Map<String, JsonValue> members = new LinkedHashMap<>(one.members());
      other
          .members()
          .forEach((key, value) -> members.merge(key, value, (a, b) -> laterWins ? b : a));
      return Json.text(new JsonObject(members));
    }
    return laterWins ? later : earlier;
  }
}
