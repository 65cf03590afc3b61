package dev.spoor.codec.claude;

import dev.spoor.model.Fields;
import dev.spoor.model.SpanId;

/** What becomes one span below an agent's; grows while its lines are read. */
interface Step {
  /** What names it inside its run. */
  String key();

  /**
   * All that is known of it so far.
   *
   * @param parent the span of the agent that did it
   */
  Fields fields(SpanId parent);
}
