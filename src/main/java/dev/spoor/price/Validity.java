package dev.spoor.price;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * When a price holds; both ends in UTC.
 *
 * @param from the first day; null when it always held
 * @param hours the part of each day; null for the whole day
 */
record Validity(@Nullable LocalDate from, @Nullable Hours hours) {
  /** Holds at any time. */
  static final Validity ALWAYS = new Validity(null, null);

  /**
   * A part of each day, over midnight when it ends before it starts.
   *
   * @param start inclusive
   * @param end exclusive
   */
  record Hours(LocalTime start, LocalTime end) {
    boolean contain(LocalTime time) {
      boolean started = !time.isBefore(start);
      boolean before = time.isBefore(end);
      return end.isBefore(start) ? started || before : started && before;
    }

    @Override
    public String toString() {
      return start + "-" + end;
    }
  }

  /** Whether the price holds at that moment. */
  boolean at(Instant moment) {
    return (from == null || !moment.isBefore(from.atStartOfDay(ZoneOffset.UTC).toInstant()))
        && (hours == null || hours.contain(LocalTime.ofInstant(moment, ZoneOffset.UTC)));
  }
}
