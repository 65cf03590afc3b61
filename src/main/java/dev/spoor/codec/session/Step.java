package dev.spoor.codec.session;

import dev.spoor.model.Fields;
import dev.spoor.model.SpanId;

/** What becomes one span below an agent's; grows while its lines are read. */
public interface Step {
  /** What names it inside its run. */
  String key();

  /**
   * All that is known of it so far.
   *
   * @param parent the span of the agent that did it
   */
  Fields fields(SpanId parent);

  /** It was stored long ago: what was said in it need not be kept any more. */
  default void forgetWords() {}
}
