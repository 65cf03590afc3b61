package dev.spoor.viewer;

import dev.spoor.codec.RunListView;
import dev.spoor.http.HttpProblem;
import dev.spoor.http.Request;
import dev.spoor.http.Response;
import dev.spoor.json.JsonObject;
import dev.spoor.model.BadInput;
import dev.spoor.model.RunCursor;
import dev.spoor.model.RunFilter;
import dev.spoor.model.RunPage;
import dev.spoor.model.TraceId;
import dev.spoor.query.RunQuery;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers for the list of runs. */
final class RunPages {
  private static final int ROWS = 50;
  private static final int MOST_ROWS = 200;
  private static final int MOST_MENU_RUNS = 200;
  private static final RunPage NOTHING = new RunPage(List.of(), null, 0, true);

  private final RunQuery query;
  private final Pages pages;
  private final InstantSource clock;
  private final ZoneId zone;

  RunPages(RunQuery query, Pages pages, InstantSource clock, ZoneId zone) {
    this.query = query;
    this.pages = pages;
    this.clock = clock;
    this.zone = zone;
  }

  /** The page; a text that names one run leads there. */
  Response page(Request request) {
    RunSearch asked = RunSearch.of(request);
    RunSearch search = asked.withWordsSorted();
    TraceId named = named(search.text());
    if (named != null) {
      return Response.redirect("/runs/" + named.runId());
    } else if (!search.equals(asked)) {
      return Response.redirect(search.url());
    }
    try {
      RunFilter filter = search.filter(clock.instant(), zone);
      return list(request, search, filter, cursor(request), null);
    } catch (BadInput mistake) {
      return list(request, search, null, null, mistake.getMessage()).withStatus(400);
    }
  }

  private Response list(
      Request request,
      RunSearch search,
      @Nullable RunFilter filter,
      @Nullable RunCursor after,
      @Nullable String mistake) {
    Instant now = clock.instant();
    RunPage newest = filter == null ? NOTHING : query.list(filter, null, RunsOverview.MOST_RUNS);
    RunPage page =
        filter == null ? NOTHING : after == null ? cut(newest) : query.list(filter, after, ROWS);
    RunsOverview overview = RunsOverview.of(newest, search, now);
    RunPage all = search.isEmpty() ? newest : query.list(RunFilter.ALL, null, MOST_MENU_RUNS);
    RunCursor next = page.next();
    return pages.html(
        "runs.jte",
        new RunsPage(
            pages.frame(
                request, "Runs", List.of("overview.css", "runs.css", "empty.css"), "runs.js"),
            search,
            RunsOverview.menus(all.runs(), query.models(FilterMenu.MOST_CHOICES), search),
            overview,
            RunsPage.groups(page, overview, now, zone),
            shown(page, newest, after),
            next == null ? null : search.urlAfter(next),
            after == null ? null : search.url(),
            mistake));
  }

  private static RunPage cut(RunPage newest) {
    if (newest.runs().size() <= ROWS) {
      return newest;
    }
    var last = newest.runs().get(ROWS - 1);
    return new RunPage(
        newest.runs().subList(0, ROWS),
        new RunCursor(last.totals().startedAt(), last.traceId()),
        newest.total(),
        newest.totalIsExact());
  }

  private static String shown(RunPage page, RunPage newest, @Nullable RunCursor after) {
    String total = (newest.totalIsExact() ? "" : "over ") + Figures.count(newest.total());
    return after == null
        ? (page.runs().isEmpty() ? "0" : "1\u2013" + page.runs().size()) + " of " + total
        : page.runs().size() + " more of " + total;
  }

  /** The same as data. */
  Response json(Request request) {
    RunSearch search = RunSearch.of(request).withWordsSorted();
    try {
      RunPage page =
          query.list(search.filter(clock.instant(), zone), cursor(request), limit(request));
      RunCursor next = page.next();
      JsonObject.Builder answer = JsonObject.builder();
      RunListView.json(page.runs(), next == null ? null : next.text())
          .members()
          .forEach(answer::put);
      answer.put(page.totalIsExact() ? "total" : "total_at_least", page.total());
      return Response.json(answer.build().write());
    } catch (BadInput mistake) {
      throw new HttpProblem(400, String.valueOf(mistake.getMessage()));
    }
  }

  private static @Nullable RunCursor cursor(Request request) {
    String cursor = request.queryValue("cursor");
    return cursor == null ? null : RunCursor.parse(cursor);
  }

  private static int limit(Request request) {
    String limit = request.queryValue("limit");
    if (limit == null) {
      return ROWS;
    } else if (!limit.matches("[1-9]\\d{0,2}") || Integer.parseInt(limit) > MOST_ROWS) {
      throw BadInput.of("limit", "must be from 1 to " + MOST_ROWS);
    }
    return Integer.parseInt(limit);
  }

  /** The run that a text names; null when it names none. */
  private @Nullable TraceId named(String text) {
    if (!text.startsWith(TraceId.RUN_ID_PREFIX) && TraceId.parse(text).isEmpty()) {
      return null;
    }
    try {
      return query.resolve(text);
    } catch (BadInput noneOrSeveral) {
      return null;
    }
  }
}
