package dev.spoor.watch;

import dev.spoor.model.Advice;
import dev.spoor.model.Flag;
import dev.spoor.model.FlagCode;
import dev.spoor.model.Receipt;
import dev.spoor.model.SpanId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All watch rules. Thread-safe. */
public final class Watches {
  /** A reply stays short however long a loop is; the flag names all its spans. */
  private static final int MOST_SPANS = 5;

  private final Map<FlagCode, WatchRule> rules = new EnumMap<>(FlagCode.class);

  /** Rules under the limits of one run. */
  public Watches(RunLimits limits) {
    for (WatchRule rule : List.of(new LoopRule(), new ErrorLoopRule(), new RunBudgetRule(limits))) {
      rules.put(rule.code(), rule);
    }
  }

  /** Everything that is to be seen in the run, worked out afresh; all flags are open. */
  public List<Flag> flags(WatchedRun run) {
    List<Flag> flags = new ArrayList<>();
    rules.values().forEach(rule -> flags.addAll(rule.flags(run)));
    return flags;
  }

  /**
   * What the agent is to be told after a write: the flags that are new or grew, unless a person
   * dismissed them; the newest first, at most {@link Receipt#MAX_ADVICE}, each with its last spans.
   *
   * @param before the flags before the write
   * @param after the flags after it
   */
  public List<Advice> advice(List<Flag> before, List<Flag> after) {
    Map<String, Flag> known = new HashMap<>();
    before.forEach(flag -> known.put(flag.flagId(), flag));
    return after.stream()
        .filter(flag -> rules.containsKey(flag.code()))
        .filter(flag -> isNews(flag, known.get(flag.flagId())))
        .sorted(Comparator.comparing(Flag::at).reversed())
        .limit(Receipt.MAX_ADVICE)
        .map(this::advice)
        .toList();
  }

  private static boolean isNews(Flag flag, @Nullable Flag earlier) {
    boolean grew = earlier == null || flag.count() > earlier.count();
    // The flags after a write are open when they were worked out afresh.
    boolean dismissed =
        flag.state() == Flag.State.DISMISSED
            || (earlier != null && earlier.state() == Flag.State.DISMISSED);
    return grew && !dismissed;
  }

  private Advice advice(Flag flag) {
    List<SpanId> spans = flag.spanIds();
    return new Advice(
        flag.code(),
        flag.message(),
        spans.subList(Math.max(0, spans.size() - MOST_SPANS), spans.size()),
        Objects.requireNonNull(rules.get(flag.code())).suggestion());
  }
}
