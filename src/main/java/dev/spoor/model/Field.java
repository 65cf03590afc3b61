package dev.spoor.model;

/**
 * One thing a sender can say about a run or a span; the constants are in {@link RunField} and
 * {@link SpanField}.
 *
 * @param index the place in its {@link Fields}, from 0
 * @param name the name on the wire
 * @param type what a value is
 */
public record Field<T>(int index, String name, Class<T> type) {
  @Override
  public String toString() {
    return name;
  }
}
