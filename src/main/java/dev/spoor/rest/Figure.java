package dev.spoor.rest;

/**
 * One more figure for monitors.
 *
 * @param name by Prometheus' rules
 * @param help what it counts
 * @param type {@code counter} or {@code gauge}
 * @param value how many
 */
public record Figure(String name, String help, String type, long value) {
  /** What only grows. */
  public static Figure counter(String name, String help, long value) {
    return new Figure(name, help, "counter", value);
  }

  /** What grows and shrinks. */
  public static Figure gauge(String name, String help, long value) {
    return new Figure(name, help, "gauge", value);
  }
}
