package dev.spoor.watch;

import dev.spoor.model.Flag;
import dev.spoor.model.FlagCode;
import java.util.List;

/** One thing that can go wrong. */
interface WatchRule {
  /** What its flags are called. */
  FlagCode code();

  /** Everything the rule sees in the run, in order. */
  List<Flag> flags(WatchedRun run);

  /** What the agent might do about a flag of this rule. */
  String suggestion();
}
