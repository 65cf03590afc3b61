package dev.spoor.viewer;

import dev.spoor.model.Run;
import dev.spoor.model.RunPage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the list of runs shows.
 *
 * @param frame what every page has around it
 * @param search what was asked for
 * @param menus ways to narrow the list
 * @param overview what the newest matching runs add up to
 * @param groups the rows, by day or session
 * @param shown the rows' places, for example {@code 1–50 of 128}
 * @param nextUrl the next page's address; null on the last page
 * @param firstUrl the first page's address; null on the first page
 * @param mistake what is wrong with what was asked for; null when nothing is
 */
record RunsPage(
    Pages.Frame frame,
    RunSearch search,
    List<FilterMenu> menus,
    RunsOverview overview,
    List<Group> groups,
    String shown,
    @Nullable String nextUrl,
    @Nullable String firstUrl,
    @Nullable String mistake) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);

  /** Each parameter that is asked for, to be shown and taken back; the text is not among them. */
  List<Chip> chips() {
    List<Chip> chips = new ArrayList<>();
    search
        .without("q")
        .values()
        .forEach(
            (name, value) ->
                chips.add(
                    new Chip(
                        name.replace("_id", "").replace("_usd", ""),
                        value,
                        search.without(name).url())));
    return chips;
  }

  /** The parameters besides the text, for the form that asks for it. */
  List<Chip> kept() {
    return search.without("q").values().entrySet().stream()
        .map(entry -> new Chip(entry.getKey(), entry.getValue(), ""))
        .toList();
  }

  /** Whether the store has no run at all. */
  boolean isFirstVisit() {
    return groups.isEmpty() && search.isEmpty() && mistake == null && firstUrl == null;
  }

  /**
   * A parameter and the address without it.
   *
   * @param name its name
   * @param value what is asked for
   * @param url the list's address without it
   */
  record Chip(String name, String value, String url) {}

  /**
   * Rows under one heading.
   *
   * @param title the day, or the session
   * @param note what is said beside it; empty for nothing
   * @param url the session's page; null for a day
   * @param rows newest first
   */
  record Group(String title, String note, @Nullable String url, List<RunRow> rows) {}

  /**
   * The rows of a page under their headings: runs of one session that follow each other, else days.
   */
  static List<Group> groups(RunPage page, RunsOverview overview, Instant now, ZoneId zone) {
    List<Group> groups = new ArrayList<>();
    List<Run> runs = page.runs();
    int from = 0;
    while (from < runs.size()) {
      int to = from + 1;
      while (to < runs.size()
          && heading(runs.get(to), runs, to, zone)
              .equals(heading(runs.get(from), runs, from, zone))) {
        to++;
      }
      groups.add(group(runs, from, to, overview, now, zone));
      from = to;
    }
    return groups;
  }

  private static Group group(
      List<Run> runs, int from, int to, RunsOverview overview, Instant now, ZoneId zone) {
    List<RunRow> rows =
        runs.subList(from, to).stream().map(run -> RunRow.of(run, overview, now)).toList();
    Run first = runs.get(from);
    String session = sharedSession(runs, from);
    if (session == null) {
      return new Group(day(first, now, zone), "", null, rows);
    }
    String title = "Session " + (session.length() > 8 ? session.substring(0, 8) : session);
    String note = rows.size() + " turns here, " + day(first, now, zone);
    return new Group(title, note, SessionPages.url(session), rows);
  }

  private static Object heading(Run run, List<Run> runs, int index, ZoneId zone) {
    String session = sharedSession(runs, index);
    return session == null ? date(run, zone) : session;
  }

  /** The session of a row, when the row above or below is of the same; else null. */
  private static @Nullable String sharedSession(List<Run> runs, int index) {
    String session = RunRow.session(runs.get(index));
    boolean shared =
        session != null
            && ((index > 0 && session.equals(RunRow.session(runs.get(index - 1))))
                || (index + 1 < runs.size()
                    && Objects.equals(session, RunRow.session(runs.get(index + 1)))));
    return shared ? session : null;
  }

  private static LocalDate date(Run run, ZoneId zone) {
    return LocalDate.ofInstant(run.totals().startedAt(), zone);
  }

  private static String day(Run run, Instant now, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    LocalDate date = date(run, zone);
    if (date.equals(today)) {
      return "Today";
    }
    return date.equals(today.minusDays(1)) ? "Yesterday" : DAY.format(date);
  }
}
