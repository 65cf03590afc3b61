package dev.spoor.watch;

/**
 * How messages call a tool. They reach the agent as our own words, so that nothing a trace holds
 * may stand in them but what is plainly a name.
 */
final class ToolName {
  private static final int LONGEST = 64;

  private ToolName() {}

  static String shown(String tool) {
    boolean name =
        !tool.isEmpty() && tool.length() <= LONGEST && tool.chars().allMatch(ToolName::isOfName);
    return name ? tool : "a tool";
  }

  private static boolean isOfName(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_-.:/".indexOf(c) >= 0;
  }
}
