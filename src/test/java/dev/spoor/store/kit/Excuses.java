package dev.spoor.store.kit;

import java.util.Map;

/**
 * The tests of the contract that an engine does not pass.
 *
 * @param reasons by the name of the test's method
 */
public record Excuses(Map<String, String> reasons) {
  /** It keeps everything. */
  public static final Excuses NONE = new Excuses(Map.of());
}
