package dev.spoor.viewer;

import dev.spoor.http.HttpProblem;
import dev.spoor.http.Request;
import dev.spoor.http.Response;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.RunFilter;
import dev.spoor.model.RunPage;
import dev.spoor.model.RunStatus;
import dev.spoor.query.RunQuery;
import dev.spoor.viewer.TimelinePage.Fact;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Answers for a session: its turns on one timeline. */
final class SessionPages {
  /** The most turns on one page; of a longer session the newest are shown. */
  private static final int MOST_TURNS = 200;

  private final RunQuery query;
  private final Pages pages;
  private final Timelines timelines;

  SessionPages(RunQuery query, Pages pages, InstantSource clock) {
    this.query = query;
    this.pages = pages;
    this.timelines = new Timelines(query, clock);
  }

  /** The address of a session's page. */
  static String url(String sessionId) {
    return "/sessions/" + URLEncoder.encode(sessionId, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The page; an unknown session is a page that says so. */
  Response page(Request request) {
    String sessionId = request.pathVariable("session");
    RunPage turns = turns(sessionId);
    if (turns.runs().isEmpty()) {
      return pages.missing(request, "No stored run belongs to this session.");
    }
    String title = "Session " + sessionId;
    return pages.html(
        "timeline.jte",
        new TimelinePage(
            pages.frame(request, title, TimelinePage.STYLES, "session.js"),
            title,
            status(turns.runs()).word(),
            facts(turns),
            url(sessionId) + ".json"));
  }

  private RunPage turns(String sessionId) {
    return query.list(RunFilter.builder().sessionId(sessionId).build(), null, MOST_TURNS);
  }

  private static RunStatus status(List<Run> newestFirst) {
    boolean running = newestFirst.stream().anyMatch(run -> run.status() == RunStatus.RUNNING);
    return running ? RunStatus.RUNNING : newestFirst.get(0).status();
  }

  private static List<Fact> facts(RunPage turns) {
    Run last = turns.runs().get(0);
    Run first = turns.runs().get(turns.runs().size() - 1);
    List<Fact> facts = new ArrayList<>();
    String project = last.fields().get(RunField.PROJECT);
    if (last.agent() != null) {
      facts.add(Fact.of(last.agent()));
    }
    if (project != null) {
      facts.add(Fact.of(project));
    }
    facts.add(Fact.at(first.totals().startedAt()));
    facts.add(Fact.at(last.totals().startedAt()));
    if (turns.next() != null) {
      facts.add(Fact.of("the newest " + MOST_TURNS + " turns"));
    }
    return facts;
  }

  /** The turns, oldest first, and the runs that they started. */
  Response columns(Request request) {
    List<Run> runs = new ArrayList<>(turns(request.pathVariable("session")).runs());
    if (runs.isEmpty()) {
      throw new HttpProblem(404, "no stored run belongs to this session");
    }
    Collections.reverse(runs);
    return timelines.answer(request, runs);
  }
}
