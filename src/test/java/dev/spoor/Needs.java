package dev.spoor;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;

/** What a suite needs that not every machine has. */
public final class Needs {
  /** The things that this machine was given for the tests, so that nothing is skipped for them. */
  private static final List<String> INSTALLED =
      List.of(System.getProperty("tests.installed", "").split(","));

  private Needs() {}

  /**
   * Skips the test when something is missing, or fails it when that was installed.
   *
   * @param thing its name in the property {@code tests.installed}
   * @param where what would be there, and how to get it
   */
  public static void present(String thing, boolean there, String where) {
    if (INSTALLED.contains(thing)) {
      assertTrue(there, () -> "installed, but missing: " + where);
    }
    assumeTrue(there, () -> "skipped: needs " + where);
  }
}
