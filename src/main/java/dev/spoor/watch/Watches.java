package dev.spoor.watch;

import dev.spoor.model.Advice;
import dev.spoor.model.Flag;
import dev.spoor.model.FlagCode;
import dev.spoor.model.Receipt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All watch rules. Thread-safe. */
public final class Watches {
  private final Map<FlagCode, WatchRule> rules = new EnumMap<>(FlagCode.class);

  /** Rules under the limits of one run. */
  public Watches(RunLimits limits) {
    for (WatchRule rule : List.of(new LoopRule(), new ErrorLoopRule(), new RunBudgetRule(limits))) {
      rules.put(rule.code(), rule);
    }
  }

  /** Everything that is to be seen in the run, worked out afresh; all flags are open. */
  public List<Flag> flags(RunView run) {
    List<Flag> flags = new ArrayList<>();
    rules.values().forEach(rule -> flags.addAll(rule.flags(run)));
    return flags;
  }

  /**
   * What the agent is to be told after a write: the flags that are new or grew, unless a person
   * dismissed them; the newest first, at most {@link Receipt#MAX_ADVICE}.
   *
   * @param before the flags before the write
   * @param after the flags after it
   */
  public List<Advice> advice(List<Flag> before, List<Flag> after) {
    Map<String, Long> countsBefore = new HashMap<>();
    before.forEach(flag -> countsBefore.put(flag.flagId(), flag.count()));
    return after.stream()
        .filter(flag -> flag.count() > countsBefore.getOrDefault(flag.flagId(), 0L))
        .filter(flag -> flag.state() != Flag.State.DISMISSED)
        .sorted(Comparator.comparing(Flag::at).reversed())
        .limit(Receipt.MAX_ADVICE)
        .flatMap(flag -> advice(flag).stream())
        .toList();
  }

  private List<Advice> advice(Flag flag) {
    WatchRule rule = rules.get(flag.code());
    return rule == null ? List.of() : List.of(rule.advice(flag));
  }
}
