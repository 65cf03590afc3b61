package dev.spoor.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What one run wrote, step after step.
 *
 * @param name for the eye
 */
record History(String name, List<Step> steps) {

  /**
   * A call of a model or a tool.
   *
   * @param lane empty for the run's own
   * @param input the whole conversation, of a model call
   * @param heard the last messages of the input, which the call before had not
   */
  record Step(String lane, boolean llm, String input, List<String> heard, String output) {
    long bytes() {
      return (long) input.getBytes(StandardCharsets.UTF_8).length
          + output.getBytes(StandardCharsets.UTF_8).length;
    }
  }

  long bytes() {
    return steps.stream().mapToLong(Step::bytes).sum();
  }

  long turns() {
    return steps.stream().filter(Step::llm).count();
  }
}
