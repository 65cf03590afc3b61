package dev.spoor.mcp.protocol;

import java.util.List;
import java.util.Map;

/** Proposes values of an argument while it is typed. */
@FunctionalInterface
public interface Completer {
  /** Proposes nothing, and is not announced. */
  Completer NONE = (typed, others) -> List.of();

  /**
   * All that fit, the likeliest first; the client is sent the first 100 and how many there are.
   *
   * @param typed what is there already; may be empty
   * @param others the arguments that are filled in
   */
  List<String> complete(String typed, Map<String, String> others);
}
