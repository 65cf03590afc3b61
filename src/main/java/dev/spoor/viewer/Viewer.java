package dev.spoor.viewer;

import dev.spoor.http.Route;
import dev.spoor.query.RunQuery;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

/** Serves the pages in which people read and replay runs. Thread-safe. */
public final class Viewer {
  private final Assets assets = new Assets();
  private final RunPages list;
  private final OneRunPages run;
  private final SessionPages session;

  /**
   * Wires the pages.
   *
   * @param clock until when running spans have lasted, and from when {@code since:24h} counts back
   * @param zone where the days of the list begin
   */
  public Viewer(RunQuery query, InstantSource clock, ZoneId zone) {
    Pages pages = new Pages(assets);
    list = new RunPages(query, pages, clock, zone);
    run = new OneRunPages(query, pages, clock);
    session = new SessionPages(query, pages, clock);
  }

  /** All pages, their data and their assets. */
  public List<Route> routes() {
    return List.of(
        Route.get("/", list::page),
        Route.get("/runs", list::page),
        Route.get("/runs.json", list::json),
        Route.get("/runs/{run}", run::page),
        Route.get("/runs/{run}/replay", run::page),
        Route.get("/runs/{run}.json", run::columns),
        Route.get("/runs/{run}.otlp.json", run::otlp),
        Route.get("/runs/{run}/hints.json", run::hints),
        Route.get("/runs/{run}/spans/{span}.json", run::details),
        Route.get("/api/spans/{trace}/{span}/{side}", run::payload),
        Route.get("/sessions/{session}", session::page),
        Route.get("/sessions/{session}.json", session::columns),
        Route.get("/assets/{version}/{name}", assets::handle));
  }
}
