package dev.spoor.query;

import dev.spoor.model.BadInput;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * Periods that follow each other, from one hour to another.
 *
 * @param bounds where each begins and the one before ends, at least two, each on a whole hour
 */
public record Periods(List<Instant> bounds) {
  private static final int MOST = 10_000;

  public Periods {
    bounds = List.copyOf(bounds);
  }

  /** How long a period is. */
  public enum Length {
    /** An hour, the shortest time that totals are kept for. */
    HOUR,
    /** A day of the calendar. */
    DAY,
    /** A week of the calendar, from Monday on. */
    WEEK,
    /** A month of the calendar. */
    MONTH,
    /** All at once. */
    WHOLE
  }

  /**
   * The periods of a span of time. The first and the last are cut where the time begins and ends,
   * which is rounded outwards to whole hours: what is not known by less than an hour is told in
   * {@link #bounds}.
   *
   * @param zone whose calendar; its days must begin on an hour of UTC, so that of zones like
   *     India's only hours and the whole are known, and anything else is {@link BadInput}
   */
  public static Periods of(Instant since, Instant until, Length length, ZoneId zone) {
    Instant begin = since.truncatedTo(ChronoUnit.HOURS);
    Instant end = until.truncatedTo(ChronoUnit.HOURS);
    if (end.isBefore(until)) {
      end = end.plus(1, ChronoUnit.HOURS);
    }
    if (!begin.isBefore(end)) {
      throw BadInput.of("until", "must be after since").got(until + ", since " + since);
    }
    List<Instant> bounds = new ArrayList<>();
    for (Instant bound = begin; bound.isBefore(end); bound = next(bound, end, length, zone)) {
      bounds.add(bound);
      if (bounds.size() > MOST) {
        throw BadInput.of("by", "must give no more than " + MOST + " periods; choose longer ones");
      }
    }
    bounds.add(end);
    return new Periods(bounds);
  }

  private static Instant next(Instant bound, Instant end, Length length, ZoneId zone) {
    LocalDate day = LocalDate.ofInstant(bound, zone);
    return switch (length) {
      case HOUR -> bound.plus(1, ChronoUnit.HOURS);
      case DAY -> begin(day.plusDays(1), zone);
      case WEEK -> begin(day.with(TemporalAdjusters.next(DayOfWeek.MONDAY)), zone);
      case MONTH -> begin(day.with(TemporalAdjusters.firstDayOfNextMonth()), zone);
      case WHOLE -> end;
    };
  }

  private static Instant begin(LocalDate day, ZoneId zone) {
    ZonedDateTime begin = day.atStartOfDay(zone);
    Instant bound = begin.toInstant();
    if (!bound.truncatedTo(ChronoUnit.HOURS).equals(bound)) {
      throw BadInput.of("zone", "must differ from UTC by whole hours for days, weeks and months")
          .got(zone + ", which is " + begin.getOffset())
          .example("\"by\": \"hour\", or \"zone\": \"UTC\"");
    }
    return bound;
  }

  /** How many there are. */
  public int count() {
    return bounds.size() - 1;
  }
}
